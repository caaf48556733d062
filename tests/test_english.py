"""English lives in three rooms: no pattern and no list of words that reads it stands anywhere
else in the assistant.

What gives English away is its function words: fields of formats, commands of LaTeX and codes
of servers have none. A pattern is English with two of them, a list where most words are such.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assistant.language.word_lists import FUNCTION_WORDS, NEGATORS

_ROOT = Path(__file__).parents[1] / "assistant"
_ROOMS = {"language", "abstracts", "questions"}
_FUNCTION_WORDS = {word for word in FUNCTION_WORDS | NEGATORS if len(word) > 1}
_LEAST_LISTED = 4
_NO_TEXT = re.compile(r"\\\\[A-Za-z]+|\\[A-Za-z]|\(\?P[<=]\w+[>)]|\[[^\]]*\]")
"""What of a pattern is no text: commands of LaTeX, escapes, names of groups, classes."""
_WORD = re.compile(r"[a-z]{2,}")


def english_in(source: str) -> list[int]:
    """Return the lines on which a pattern or a list of English words begins."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.expr) and (_is_english_pattern(node) or _is_word_list(node))
    ]


def _is_english_pattern(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call) or not _is_of_re(node.func):
        return False
    text = " ".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return len(set(_WORD.findall(_NO_TEXT.sub(" ", text))) & _FUNCTION_WORDS) > 1


def _is_of_re(function: ast.expr) -> bool:
    """Tell whether what is called begins with `re.`, also where a pattern is made and used at
    once.
    """
    while isinstance(function, ast.Attribute | ast.Call | ast.Subscript):
        match function:
            case ast.Attribute(value=ast.Name(id=name)):
                return name == "re"
            case ast.Attribute(value=inner) | ast.Call(func=inner) | ast.Subscript(value=inner):
                function = inner
    return False


def _is_word_list(node: ast.expr) -> bool:
    words = {word for word in _listed(node) if word[:1].isalpha() and len(word) > 1}
    listed = words & _FUNCTION_WORDS
    return len(words) >= _LEAST_LISTED and 2 * len(listed) > len(words)


def _listed(node: ast.expr) -> list[str]:
    match node:
        case ast.Set(elts=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            values = [part.value for part in parts if isinstance(part, ast.Constant)]
            return [value for value in values if isinstance(value, str)]
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            return text.split()
    return []


@pytest.mark.parametrize(
    "source",
    [
        're.compile(r"\\b(?:is|are)\\b")',
        're.search(rf"(?P<name>{X}) of the", text)',
        'WORDS = frozenset({"is", "are", "was", "were"})',
        'WORDS = ("whereas", "while", "but", "than")',
        'WORDS = frozenset("above after before below".split())',
    ],
)
def test_english_is_found(source: str) -> None:
    assert english_in(source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        're.compile(r"\\\\(?:begin|end)\\{(?P<of>\\w+)\\}")',
        're.compile(r"(?P<the>[a-z]+)(?P<of>[a-z]+)")',
        'KEYS = ("json", "github", "errorformat", "sarif")',
        'KEYS = {"false", "no", "off", "0"}',
        'TEXT = "which of these is it"',
    ],
)
def test_what_is_no_english_is_none(source: str) -> None:
    assert english_in(source) == []


def test_english_stands_in_its_three_rooms_alone() -> None:
    found = {
        f"{path.relative_to(_ROOT)}:{line}"
        for path in sorted(_ROOT.rglob("*.py"))
        if path.relative_to(_ROOT).parts[0] not in _ROOMS
        for line in english_in(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize("room", ["retrieval", "backends", "engine"])
def test_a_question_is_read_in_its_room_alone(room: str) -> None:
    readers = [
        path.name
        for path in (_ROOT / room).rglob("*.py")
        if "read_question" in path.read_text()
    ]
    assert readers == []
