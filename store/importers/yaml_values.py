"""Values of YAML as text, a name or an object each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from store.importers.sources import Source


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads numbers and dates that are none as the text that stands there."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002
        try:
            return super().construct_object(node, deep=deep)
        except ValueError:
            return node.value


def read_yaml_object(source: Source) -> dict[str, Any]:
    """Return what a source of YAML says. Raises SourceError where it is none, or no object."""
    try:
        # Of several documents the first is read, as of a text with a header.
        read = next(iter(yaml.load_all(source.text, _Loader)), None)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        why = str(getattr(error, "problem", "") or error)[:200]
        raise source.unreadable(f"it is no YAML: {why}") from None
    if not isinstance(read, dict):
        raise source.unreadable("it is YAML, but no object with names")
    return {str(name): value for name, value in read.items()}


def with_plain_dates(value: Any) -> Any:  # noqa: ANN401
    """Return a value of which each day, which YAML knows, is text as in JSON."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list):
        return [with_plain_dates(each) for each in value]
    if isinstance(value, dict):
        return {str(name): with_plain_dates(each) for name, each in value.items()}
    return value
