"""What the code calls its parts: whoever looks for a class by its name finds one."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).parents[1]


def classes_of(source: str) -> list[str]:
    return [
        node.name for node in statements(ast.parse(source)) if isinstance(node, ast.ClassDef)
    ]


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all that stand in it but expressions, where no class is made."""
    yield node
    for part in ast.iter_child_nodes(node):
        if not isinstance(part, ast.expr):
            yield from statements(part)


def test_classes_are_found_wherever_they_stand() -> None:
    source = "class Name:\n    class Part: ...\ndef made():\n    class Name: ...\n"
    assert sorted(classes_of(source)) == ["Name", "Name", "Part"]


def test_a_class_name_stands_once_in_the_repository() -> None:
    places = defaultdict(list)
    for room in ("assistant", "store", "prompts", "tests"):
        for path in sorted((_ROOT / room).rglob("*.py")):
            for name in classes_of(path.read_text(encoding="utf-8")):
                places[name].append(str(path.relative_to(_ROOT)))
    assert "Library" in places
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
