"""Values of YAML as text, a name or an object each."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, ten times as fast, where PyYAML has it."""


class _Loader(_SafeLoader):  # type: ignore[misc, valid-type]
    """Reads numbers and dates that are none as the text that stands there, and notes names that
    stand twice in an object: YAML takes the last.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[tuple[int, str]] = []

    def construct_mapping(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if (name := str(key.value)) in seen:
                self.twice.append((key.start_mark.line + 1, name))
            seen.add(name)
        return super().construct_mapping(node, deep=deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        try:
            return super().construct_object(node, deep=deep)
        except ValueError:
            return node.value


class NoYamlError(ValueError):
    """A text is no YAML, or no object with names; says why."""


def read_yaml_object(text: str) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """Return what YAML says, and the names that stand twice in an object, with their lines.
    Raises NoYamlError.
    """
    try:
        loader = _Loader(text)
        # Of several documents the first is read, as of a text with a header.
        read = loader.get_data() if loader.check_data() else None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = str(getattr(error, "problem", "") or error)[:200]
        raise NoYamlError(f"it is no YAML: {why}") from None
    if not isinstance(read, dict):
        raise NoYamlError("it is YAML, but no object with names")
    return {str(name): value for name, value in read.items()}, loader.twice


def with_plain_dates(value: Any, read: dict[int, Any] | None = None) -> Any:  # noqa: ANN401
    """Return a value of which each day, which YAML knows, is text as in JSON; what is named to
    stand in several places is read once, in itself too.
    """
    read = {} if read is None else read
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, list | dict):
        return value
    if id(value) in read:
        return read[id(value)]
    if isinstance(value, list):
        listed: list[Any] = []
        read[id(value)] = listed
        listed.extend(with_plain_dates(each, read) for each in value)
        return listed
    named: dict[str, Any] = {}
    read[id(value)] = named
    named.update((str(name), with_plain_dates(each, read)) for name, each in value.items())
    return named
