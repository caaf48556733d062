from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.printable import counted, one_line, printable, printable_in_place

FORBIDDEN = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    "\u2028",
    "\u2029",
    "\u202e",
    *"\u200b\u200c\u200d\u2060\u2063\ufeff\u180e\u034f\u00ad\ufff9\U000e0041\U000e01ef",
} - {"\n"}


@given(st.text())
def test_no_control_character_is_left(text: str) -> None:
    assert not FORBIDDEN & set(printable(text))
    assert not FORBIDDEN & set(printable_in_place(text))


@given(st.text(), st.text())
def test_a_stream_may_be_cut_anywhere(head: str, tail: str) -> None:
    assert printable(head) + printable(tail) == printable(head + tail)


@given(st.text())
def test_offsets_hold_where_they_must(text: str) -> None:
    assert len(printable_in_place(text)) == len(text)


def test_words_stay_apart_and_escape_sequences_become_harmless() -> None:
    assert printable("a\fb\u2028c") == "a b c"
    assert printable("\x1b]52;c;aGk\x07") == "]52;c;aGk"
    assert printable("x<sup>2</sup> [/foo] ❤️ 🔬") == "x<sup>2</sup> [/foo] ❤️ 🔬"
    assert printable("HoP\u200b \U000e0068\U000e0069x") == "HoP x"
    assert one_line(" a\n\tb ") == "a b"


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(n, "paper") for n in (0, 1, 4700)] == [
        "0 papers",
        "1 paper",
        "4,700 papers",
    ]
