"""Hostile and awkward input on its way to paper, and what the press says of faults."""

from __future__ import annotations

import pickle
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import print_editions
import pytest
from print_editions import ADOPTED, HOSTILE
from print_reading import CASES, HOUSE, dense, page_texts, pdfs, press
from pypdf import PdfReader

from generator.engines.typst_press import Press, PressError
from generator.model.contacts import Contacts
from generator.model.edition import EditionClause, Result, Section, Tell, Version
from generator.model.print_source import PrintSource
from generator.model.text import Hole
from generator.render.print_source import print_documents


def test_values_are_printed_as_typed() -> None:
    edition = print_editions.edition("pupil", sections=2)
    results = tuple((key, Result(HOSTILE)) for key, _ in edition.results if key != "school.link")
    results = tuple(sorted((*results, ("school.link", Result("https://x.example/#a(b)*c*")))))
    hostile = replace(
        edition, title=(Hole("school.name"),), results=results, school=replace(edition.school, name=HOSTILE)
    )
    for name, pdf in pdfs(hostile).items():
        reader = PdfReader(BytesIO(pdf))
        text = dense("".join(page_texts(reader)))
        assert text.count(dense(HOSTILE)) > 2, name
        title = (reader.metadata or {}).get("/Title")
        assert title == f"{HOSTILE}: Pupil edition, {HOSTILE}"
        assert reader.xmp_metadata
        assert reader.xmp_metadata.dc_title == {"x-default": title}


def test_a_script_is_no_live_link() -> None:
    edition = print_editions.edition("pupil", sections=1)
    results = tuple((k, Result("javascript:alert(1)") if k == "school.link" else r) for k, r in edition.results)
    assert b"javascript:alert" not in pdfs(replace(edition, results=results))["social-media.pdf"]


def test_a_wide_table_and_long_words_stay_on_the_page() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    table = f"| {' | '.join([word] * 6)} |\n|{'---|' * 6}\n" + f"| {' | '.join(['responsibilities'] * 6)} |\n" * 40
    clause = EditionClause("wide", "1.1", print_editions.words("Wide"), print_editions.words(table), "own wording")
    section = Section("s", "1", print_editions.words("One"), (clause,))
    edition = replace(print_editions.edition("staff", sections=1), sections=(section,))
    for name, pdf in pdfs(edition).items():
        repeated = [text for text in page_texts(pdf) if "bili" in text]
        assert len(repeated) > 1, name
        assert all("Donau" in text for text in repeated), "a header row that is not repeated"


def test_a_character_without_a_glyph_is_an_error() -> None:
    edition = print_editions.edition("pupil", sections=1)
    with pytest.raises(PressError) as fault:
        pdfs(replace(edition, school=replace(edition.school, name="School 😀")))
    assert "social-media.pdf could not be printed" in str(fault.value)


def _source(house: Path, text: str) -> PrintSource:
    house.mkdir(exist_ok=True)
    (house / "own.typ").write_text(text, encoding="utf-8")
    return PrintSource("own.pdf", "own.typ", "{}", "{}", (), "2026-11-20")


def test_a_font_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    source = _source(tmp_path / "house", '#set document(title: "x")\n#set text(font: "Nowhere Sans")\n= Heading')
    with Press(HOUSE, tmp_path / "house") as own, pytest.raises(PressError, match="nowhere sans"):
        own.press(source)


def test_a_fault_in_a_template_says_what_and_helps(tmp_path: Path) -> None:
    source = _source(tmp_path / "house", '#set document(title: "x")\n= A\n=== C')
    with Press(tmp_path / "house") as own, pytest.raises(PressError, match=r"own\.pdf could not be printed"):
        own.press(source)


def test_no_packages(tmp_path: Path) -> None:
    _source(tmp_path / "house", '#import "@preview/example:0.1.0": add')
    with pytest.raises(PressError, match="may not use Typst packages"):
        Press(tmp_path / "house")


def test_a_workspace_lays_its_own_template_over_ours(tmp_path: Path) -> None:
    ours = (HOUSE / "slip-form.typ").read_text(encoding="utf-8")
    (tmp_path / "slip-form.typ").write_text(ours.replace("say.slip:", "[Our own slip]:"), encoding="utf-8")
    slip = print_documents(print_editions.site(CASES["pupil draft"]))[-1]
    with Press(HOUSE, tmp_path) as own:
        text = page_texts(own.press(slip))[0]
    assert "Our own slip" in text


def test_the_press_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Press(HOUSE) as own:
        own.press(print_documents(print_editions.site(CASES["pupil draft"]))[-1])
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def test_an_error_passes_between_processes() -> None:
    fault = pickle.loads(pickle.dumps(PressError("a.pdf", "why", ("where",))))
    assert (str(fault), fault.details) == ("a.pdf could not be printed: why", ("where",))


@pytest.mark.parametrize("version", [None, ADOPTED])
def test_an_edition_with_nothing_beside_its_text(version: Version | None) -> None:
    edition = print_editions.edition("pupil", sections=1)
    clause = EditionClause("only", "1.1", print_editions.words("Only"), print_editions.words("Words."), "library")
    bare = replace(
        edition,
        summary=(),
        sections=(Section("s", "1", print_editions.words("One"), (clause,)),),
        results=(),
        owner=print_editions.words("Head"),
        glossary=(),
        sources=(),
        tell=Tell(print_editions.words("Tell a teacher."), ()),
        slip=None,
        version=version and replace(version, body="", minute="", review=""),
    )
    site = replace(print_editions.site(bare, address=""), contacts=Contacts())
    for document in print_documents(site):
        texts = page_texts(press().press(document))
        assert "1.1 Only Words." in texts[-1]


def test_long_names_do_not_run_into_the_text() -> None:
    edition = print_editions.edition("parent", sections=1)
    name = (
        "The Very Reverend Example Memorial Church in Wales Voluntary Aided Primary School and Nursery of Saint Example"
    )
    for pdf in pdfs(replace(edition, school=replace(edition.school, name=name))).values():
        assert all("Page" in text for text in page_texts(pdf))
