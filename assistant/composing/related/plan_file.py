"""The plan on disk: TOML with a line a paper, to be edited by hand and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.composing.related.choosing import near_keys
from assistant.composing.related.outline import Chosen, Group, Outline
from store import wording
from store.errors import InputError
from store.files import read_whole
from store.printable import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from tomlkit import TOMLDocument
    from tomlkit.items import Array

    from store.library import Library

_HEAD = """\
A plan of related work: each group becomes a paragraph, its papers in this order.
Move, delete or add lines (songline papers lists the keys), then:
songline related --from-plan FILE"""
_ADVICE = "Write a plan with --plan FILE to see how one looks."


def write_plan(outline: Outline, library: Library) -> str:
    """Return the plan as TOML; the reasons stand beside the keys as comments."""
    import tomlkit

    document = tomlkit.document()
    for line in _HEAD.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document["topic"] = tomlkit.string(outline.topic, multiline="\n" in outline.topic)
    groups = tomlkit.aot()
    for group in outline.groups:
        table = tomlkit.table()
        table["about"] = group.about
        table["papers"] = _lines(group.papers, library)
        groups.append(table)
    if groups:
        document["group"] = groups
    _add_left_out(document, outline, library)
    return tomlkit.dumps(document)


def read_plan(path: Path, library: Library) -> Outline:
    """Return the plan in a file. Raises InputError, with its line, for what is no plan of
    this library.
    """
    text = _read(path)
    values = _parse(text, path)
    topic, groups = values.get("topic"), values.get("group")
    if not isinstance(topic, str) or not topic.strip():
        raise InputError(
            f"{path} has no topic", why='a plan begins with topic = "…"', advice=_ADVICE
        )
    if unknown := sorted(values.keys() - {"topic", "group"}):
        raise InputError(
            f"{_place(path, text, unknown[0])}: {unknown[0]} is no part of a plan",
            advice=_ADVICE,
        )
    if not isinstance(groups, list) or not groups:
        raise InputError(
            f"{path} has no group", why="a group is written [[group]]", advice=_ADVICE
        )
    outline = Outline(topic, tuple(_read_group(group, path, text) for group in groups))
    _check_keys(outline, path, text, library)
    return outline


def _lines(papers: tuple[Chosen, ...], library: Library) -> Array:
    import tomlkit

    array = tomlkit.array()
    for chosen in papers:
        array.add_line(chosen.key, comment=_describe(chosen, library))
    array.add_line(indent="")
    return array


def _describe(chosen: Chosen, library: Library) -> str:
    paper = library.get(chosen.key)
    about = f"{wording.year(paper)}, {wording.marked_title(paper)}: " if paper else ""
    return one_line(f"{about}{chosen.reason}")


def _add_left_out(document: TOMLDocument, outline: Outline, library: Library) -> None:
    import tomlkit

    if outline.left_out:
        document.add(tomlkit.nl())
        document.add(tomlkit.comment("Left out; to cite one, put its key into a group:"))
    for chosen in outline.left_out:
        document.add(tomlkit.comment(f'"{chosen.key}", {_describe(chosen, library)}'))


def _read(path: Path) -> str:
    try:
        return read_whole(path)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"The plan in {path} cannot be read", why=str(error), advice=_ADVICE
        ) from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomlkit
    from tomlkit.exceptions import ParseError, TOMLKitError

    try:
        return tomlkit.parse(text).unwrap()
    except ParseError as error:
        why = str(error).partition(" at line ")[0]
        raise InputError(
            f"{path}:{error.line}: this is no TOML", why=why, advice=_ADVICE
        ) from error
    except TOMLKitError as error:
        raise InputError(f"{path} is no TOML", why=str(error), advice=_ADVICE) from error


def _read_group(group: object, path: Path, text: str) -> Group:
    if not isinstance(group, dict) or not isinstance(group.get("papers"), list):
        raise InputError(
            f"{path}: a group has no papers",
            why="they are written papers = [ … ]",
            advice=_ADVICE,
        )
    keys = group["papers"]
    for key in keys:
        if not isinstance(key, str):
            raise InputError(
                f"{_place(path, text, str(key))}: {key} is no key",
                why="a key stands in quotes",
                advice=_ADVICE,
            )
    if unknown := sorted(group.keys() - {"about", "papers"}):
        raise InputError(
            f"{_place(path, text, unknown[0])}: {unknown[0]} is no part of a group",
            advice=_ADVICE,
        )
    about = group.get("about", "")
    return Group(
        one_line(str(about)), tuple(Chosen(key, f"named in {path.name}") for key in keys)
    )


def _check_keys(outline: Outline, path: Path, text: str, library: Library) -> None:
    seen: set[str] = set()
    for key in outline.keys:
        if library.get(key) is None:
            raise InputError(
                f"{_place(path, text, key)}: the library has no paper {key}",
                advice=near_keys(library, key),
            )
        if key in seen:
            raise InputError(
                f"{_place(path, text, key, last=True)}: {key} stands in the plan twice",
                advice="Keep one of them.",
            )
        seen.add(key)
    if not seen:
        raise InputError(f"{path} names no paper", advice=_ADVICE)


def _place(path: Path, text: str, word: str, *, last: bool = False) -> str:
    """Return FILE:LINE of the first line that holds a word, or of the last one."""
    held = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if word in line and not line.lstrip().startswith("#")
    ]
    return f"{path}:{held[-1 if last else 0]}" if held else str(path)
