"""The table of results: every result of every abstract once, and no cell that is obeyed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.abstracts import Result
from assistant.abstracts.reading import Change
from assistant.engine.paper_readings import read_paper
from assistant.engine.results import (
    COLUMNS,
    ReportedResult,
    collect_results,
    results_as_csv,
    results_as_latex,
)
from store.progress import silent
from tests.store.samples import bare

if TYPE_CHECKING:
    from store.paper import Paper


def reported(value: float = 68.5, unit: str = "%", of: str = "HoP") -> ReportedResult:
    result = Result(value, unit, "NDS", of, "nuScenes", "", "higher", 0, 5)
    return ReportedResult(bare("zong2023", "Learning to see"), result)


def test_every_result_of_the_seeds_stands_in_the_table(seed_papers: tuple[Paper, ...]) -> None:
    rows = collect_results(seed_papers, silent)
    assert len(rows) == sum(len(read_paper(paper).results) for paper in seed_papers)
    assert any(row.result.written == "68.5%" and row.result.of == "HoP" for row in rows)


def test_csv_is_read_back_and_runs_nothing() -> None:
    rows = [reported(), reported(of='=HYPERLINK("x")'), reported(2.0, "times", 'a "b", c')]
    read = list(csv.reader(io.StringIO(results_as_csv(rows))))
    assert tuple(read[0]) == COLUMNS
    assert read[1][2:5] == ["HoP", "NDS", "68.5%"]
    assert read[2][2].startswith("'=")
    assert read[3][2:5] == ['a "b", c', "NDS", "2 times"]


def test_a_change_is_written_as_one() -> None:
    gain = replace(reported(4.5, "").result, change=Change.MORE, versus="BEVDet")
    row = ReportedResult(bare("zong2023", "Learning to see"), gain)
    assert row.cells()[4] == "4.5 more"
    assert "4.5 more & nuScenes & BEVDet" in results_as_latex([row])


def test_latex_cites_each_paper_and_escapes_the_rest() -> None:
    text = results_as_latex([reported(of="R&D_x")])
    assert "\\cite{zong2023}" in text
    assert "68.5\\%" in text
    assert "R\\&D\\_x" in text
    assert text.count("&") - text.count("\\&") == 6 * 2
