"""The sample schools' invented history: sound, explained, and made again byte for byte."""

from __future__ import annotations

import datetime
import re
import runpy
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from site_reading import files_of

from generator.compare import compare
from generator.compare.weighing import wrongly_editorial
from generator.history.standing import in_force, standing
from generator.library.adopted import with_texts
from generator.model.comparison import Comparison
from generator.model.versions import AdoptedVersion, History
from generator.pipeline.checking import check

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-20"


@pytest.fixture(scope="module")
def histories() -> tuple[History, ...]:
    """What the sample schools decided; the records have no fault."""
    checked = check(ROOT, datetime.date.fromisoformat(TODAY))
    assert [each for each in checked.problems if each.code.startswith(("record-", "archive-"))] == []
    return tuple(history for school in checked.workspace.schools.values() for history in school.histories)


@pytest.fixture(scope="module")
def comparisons(histories: tuple[History, ...]) -> tuple[Comparison, ...]:
    """Each version of a sample school beside the one before it, for every audience and language."""
    return tuple(each for history in histories for each in _successive(history))


def _successive(history: History) -> Iterator[Comparison]:
    whole = [with_texts(ROOT, version) for version in history.versions]
    for old, new in pairwise(whole):
        assert old.editions.keys() == new.editions.keys()
        yield from (compare(old.editions[told], new.editions[told]) for told in new.editions)


def told(history: History) -> Iterator[str]:
    """Each version of a history in a line, as it stands today."""
    for version in history.versions:
        stands = standing(history, version, TODAY)
        yield (
            f"{history.school} {history.policy} {version.number}: {version.kind} by {version.decision.by}"
            f" {version.decision.on} from {version.effective}, review {version.review}; {stands.kind} {stands.on}"
        )


HISTORY = """\
academy social-media 1: adoption by full 2024-09-26 from 2024-10-01, review 2025-09-30; replaced 2025-09-25
academy social-media 2: review by full 2025-09-25 from 2025-09-25, review 2026-09-30; in force 2025-09-25
academy social-media 3: adoption by full 2026-11-17 from 2027-01-01, review 2027-12-31; waiting 2027-01-01
forge social-media 1: adoption by full 2024-10-17 from 2024-11-04, review 2026-10-31; replaced 2026-11-12
forge social-media 2: adoption by chair 2026-11-12 from 2026-11-12, review 2027-10-31; by chair 2026-12-09
merthyr-example governors-code 1: adoption by full 2024-11-14 from 2024-11-14, review 2026-03-31; replaced 2026-03-12
merthyr-example governors-code 2: adoption by full 2026-03-12 from 2026-03-12, review 2027-03-31; withdrawn 2026-11-12
merthyr-example parent-code 1: adoption by full 2024-11-14 from 2024-12-02, review 2025-11-30; replaced 2025-11-17
merthyr-example parent-code 2: adoption by full 2025-11-13 from 2025-11-17, review 2026-11-13; in force 2025-11-17
merthyr-example social-media 1: adoption by full 2024-11-14 from 2024-12-02, review 2026-11-30; replaced 2026-11-20
merthyr-example social-media 2: adoption by committee 2026-11-20 from 2026-11-20, review 2027-11-30; in force 2026-11-20
mill-strand social-media 1: adoption by full 2024-11-07 from 2024-11-11, review 2026-10-31; replaced 2026-11-02
mill-strand social-media 2: adoption by full 2026-10-15 from 2026-11-02, review 2027-10-31; in force 2026-11-02
millfields social-media 1: adoption by full 2024-11-13 from 2024-12-02, review 2026-11-30; replaced 2025-03-12
millfields social-media 1.1: correction by head 2025-03-12 from 2025-03-12, review 2026-11-30; replaced 2026-11-16
millfields social-media 2: adoption by full 2026-11-11 from 2026-11-16, review 2027-11-30; in force 2026-11-16
"""


def test_what_the_samples_decided(histories: tuple[History, ...]) -> None:
    assert "\n".join(line for history in histories for line in told(history)) + "\n" == HISTORY


def test_every_record_says_that_it_is_invented(histories: tuple[History, ...]) -> None:
    for history in histories:
        for record in history.records:
            if isinstance(record, AdoptedVersion):
                assert record.specimen
                assert record.decision.minute == ("" if record.kind == "correction" else "specimen")


def test_sources_say_when_they_were_written(histories: tuple[History, ...]) -> None:
    said = {(version.school, version.written, version.template) for each in histories for version in each.versions}
    assert {each for each in said if each[1] or each[2]} == {
        ("academy", "20 September 2024", ""),
        ("millfields", "December 2018", ""),
        ("merthyr-example", "", "1, of 11 September 2017"),
    }


def test_what_is_in_force_was_decided_when_its_text_was_there(histories: tuple[History, ...]) -> None:
    for history in histories:
        for version in history.versions:
            for edition in with_texts(ROOT, version).editions.values():
                assert edition.released <= version.decision.on
                assert all(entry.on <= version.decision.on for each in edition.clauses() for entry in each.changes)


def test_every_change_is_explained(comparisons: tuple[Comparison, ...]) -> None:
    unexplained = {change.id for each in comparisons for change in each.changes if "unexplained" in change.classes}
    assert unexplained == set()
    assert {change.id for each in comparisons for change in wrongly_editorial(each)} == set()


def test_the_samples_show_every_kind_of_change(comparisons: tuple[Comparison, ...]) -> None:
    changes = [change for each in comparisons for change in each.changes]
    assert {kind for change in changes for kind in change.kinds} >= {
        *("added", "merged", "split", "choice", "strength", "reworded", "sources")
    }
    classes = {name for change in changes for name in change.classes}
    assert classes == {"law", "safety", "improvement", "editorial", "local"}
    assert {fact.variable for each in comparisons for fact in each.facts} == {
        *("policies.code_of_conduct", "policies.safeguarding", "school.official_pages")
    }


def test_the_archive_holds_what_the_records_name_and_nothing_else(histories: tuple[History, ...]) -> None:
    records = "".join(file.read_text("utf-8") for file in sorted(ROOT.glob("schools/*/adopted/*/*.yml")))
    assert in_force(histories[0], TODAY) is not None
    kept = {file.stem for file in (ROOT / "content/archive").rglob("*.*")}
    assert kept <= set(re.findall(r"\b[0-9a-f]{64}\b", records))


@pytest.mark.slow
def test_the_script_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    make_records = runpy.run_path(str(ROOT / "setup/make_sample_records.py"))["make_records"]
    made = []
    for name in ("once", "again"):
        make_records(ROOT, tmp_path / name)
        made.append({str(each.relative_to(tmp_path / name)): each.read_bytes() for each in files_of(tmp_path / name)})
    assert made[0] == made[1]
    assert sum(name.startswith("schools/") for name in made[0]) == 17
