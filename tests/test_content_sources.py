"""The library is written anew: no sentence, name, telephone number or address of a source policy stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_source_runs import name_digests, run_digests
from source_runs import copied, digest, kept, named, names, phones, read_text, text_files, words

ROOT = Path(__file__).resolve().parent.parent
OURS = [file for folder in ("content", "schools") for file in text_files(ROOT / folder)]

# Invented for this test: a source that nobody wrote, of a school that does not exist.
SOURCE = "Nobody at Hollow Oak Academy shall ever feed the caretaker's parrot before noon. Ring 01632 960123."


def test_there_are_files_and_digests() -> None:
    assert len(OURS) > 60
    assert len(kept("source_runs.txt")) > 10_000
    assert len(kept("source_names.txt")) > 15


def test_no_run_of_eight_words_is_a_sources() -> None:
    found = {str(file.relative_to(ROOT)): runs for file in OURS if (runs := copied(read_text(file)))}
    assert not found


def test_no_name_or_number_is_a_sources() -> None:
    found = {str(file.relative_to(ROOT)): hits for file in OURS if (hits := named(f"{file.stem}\n{read_text(file)}"))}
    assert not found


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the checks look for the invented source instead of the real ones."""
    digests = {
        "source_runs.txt": frozenset(run_digests([SOURCE])),
        "source_names.txt": frozenset(name_digests([SOURCE], ["Hollow Oak Academy"])),
    }
    monkeypatch.setattr("source_runs.kept", digests.__getitem__)


@pytest.mark.usefixtures("planted")
def test_a_copied_sentence_is_found_whatever_its_marks() -> None:
    copy = "We say: NOBODY at **Hollow Oak** Academy\nshall ever feed the caretaker’s parrot, or so."
    assert copied(copy)[0] == "nobody at hollow oak academy shall ever feed"
    assert not copied("Nobody at Hollow Oak Academy may feed the caretaker's parrot before noon.")


@pytest.mark.usefixtures("planted")
def test_a_copied_sentence_is_found_in_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>nobody at <b>Hollow&nbsp;Oak</b> Academy shall ever <i>feed</i></p><script>x</script>")
    assert copied(read_text(page))
    assert named(read_text(page)) == ["hollow oak academy"]


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("text", ["HOLLOW OAK ACADEMY", "+44 (1632) 960-123", "tel:01632960123"])
def test_a_name_or_number_is_found_however_it_is_written(text: str) -> None:
    assert named(text)


@pytest.mark.usefixtures("planted")
def test_an_id_made_from_a_name_is_no_name() -> None:
    assert not named("group: hollow-oak-academy")


def test_telephone_numbers_are_read_as_digits() -> None:
    assert list(phones("Ring 028 9649 6001 or +44 29 2018 0123, not 2026-11-20.")) == ["02896496001", "02920180123"]


def test_words_leave_out_expressions() -> None:
    assert words("At {{ school.name | upper }}, staff’s e-mail") == ["at", "staff's", "e-mail"]


def test_a_digest_does_not_give_its_text_away() -> None:
    assert digest("hollow oak") == digest("hollow oak") != digest("hollow oaks")
    assert all(len(entry) == 10 for entry in kept("source_names.txt"))
    assert "hollow oak" in set(names("The Hollow Oak."))
