"""Values of YAML as text, a name or an object each."""

from __future__ import annotations

from typing import Any

import yaml

_DEEPEST = 100
"""Lists and objects within each other; the parser in C breaks the process at some thousands."""
_NOTHING = ("null", "~")
_BaseLoader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser in C, ten times as fast, where PyYAML has it."""


class _Loader(_BaseLoader):  # type: ignore[misc, valid-type]
    """Reads values as the text that stands there ("012", "1:20" and "No" are no numbers and no
    truth), and notes names that stand twice in an object: YAML takes the last.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[tuple[int, str]] = []

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                self.twice.append((key.start_mark.line + 1, key.value))
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        is_plain = node.style not in ("'", '"', "|", ">")
        return "" if is_plain and node.value in _NOTHING else str(node.value)


class NoYamlError(ValueError):
    """A text is no YAML, or no object with names; says why."""


def read_yaml_object(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Return what YAML says, and the names that stand twice in an object, with their lines.
    Raises NoYamlError.
    """
    try:
        _refuse_depths(text)
        loader = _Loader(text)
        # Of several documents the first is read, as of a text with a header.
        read = loader.get_data() if loader.check_data() else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = str(getattr(error, "problem", "") or error)[:200]
        raise NoYamlError(f"it is no YAML: {why}") from None
    if not isinstance(read, dict):
        raise NoYamlError("it is YAML, but no object with names")
    return read, loader.twice


def _refuse_depths(text: str) -> None:
    """Raise ValueError where the first document is nested too deep to be built."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentEndEvent):
            return
        if depth > _DEEPEST:
            line = event.start_mark.line + 1
            raise ValueError(f"more than {_DEEPEST} lists stand within each other, line {line}")
