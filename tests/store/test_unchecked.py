"""Chroma's modules without their check of overriding methods: only while they are imported."""

from __future__ import annotations

import overrides
import pytest

from store.unchecked import unchecked_overrides


class Base(overrides.EnforceOverrides):
    def found(self) -> int:
        return 1


def make_class() -> type[Base]:
    class Child(Base):
        @overrides.override
        def found(self) -> int:
            return 2

        @overrides.overrides(check_signature=False)
        def overriding_nothing(self) -> int:
            return 3

    return Child


def test_methods_are_marked_and_not_checked() -> None:
    with unchecked_overrides():
        child = make_class()
    assert child().found() == 2


def test_afterwards_they_are_checked_as_before() -> None:
    with pytest.raises(RuntimeError), unchecked_overrides():
        raise RuntimeError
    with pytest.raises(TypeError, match="overriding_nothing"):
        make_class()
