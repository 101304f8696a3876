"""Every printed document: standards, tags, what stands on each page, equal bytes."""

from __future__ import annotations

from typing import Any

import print_editions
import pytest
from pdf_standards import faults
from print_reading import CASES, HOUSE, made, pages, reader, tags

from generator.engines.typst_press import Press
from generator.model.edition import Edition
from generator.model.edition_json import fingerprint
from generator.render.print_source import print_documents


def _every() -> list[Any]:
    return [
        pytest.param(case, f"social-media{ending}.pdf", id=f"{case}{ending}")
        for case, edition in CASES.items()
        for ending in ("", "-large-print", *(["-slip"] if edition.slip else []))
    ]


EVERY = pytest.mark.parametrize(("case", "name"), _every())


@EVERY
@pytest.mark.parametrize("profile", ["ua1", "pdfa-2a"])
def test_meets_the_standards(case: str, name: str, profile: str) -> None:
    assert faults(made(case)[name], profile) == []


@EVERY
def test_what_the_standards_leave_unchecked(case: str, name: str) -> None:
    pdf = reader(case, name)
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    title = (pdf.metadata or {}).get("/Title")
    assert title == f"Social media policy: {name_of(CASES[case])}, Forge Integrated Example School"
    for tag in tags(root["/StructTreeRoot"]):
        if tag["/S"] == "/Table":
            kinds = [inner["/S"] for inner in tags(tag["/K"])]
            assert kinds[0] == "/THead", "a table without a header row"
            assert "/TH" in kinds
    for sheet in pdf.pages:
        for font in sheet["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert "SourceSansPro" in descriptor["/FontName"]
            assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def name_of(edition: Edition) -> str:
    return f"{edition.audience.capitalize()} edition"


@EVERY
def test_every_page_says_what_it_must(case: str, name: str) -> None:
    edition, texts = CASES[case], pages(case, name)
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Demonstration: no school’s policy, not legal advice" in text
        assert ("Staff and governors only" in text) == (edition.audience == "staff")
        assert ("DRAFT, NOT ADOPTED" in text) == (edition.version is None)
        assert ("TEMPLATE" in text) == edition.school.template
        if edition.version:
            assert "Version 3, in force from 1 September 2025" in text
        else:
            assert f"DRAFT {fingerprint(edition)[:8]}" in text


@EVERY
def test_letters_are_large_enough(case: str, name: str) -> None:
    smallest = 16 if "large" in name else 10
    sheets = reader(case, name).pages
    for sheet in sheets:
        sizes = _sizes(sheet)
        assert min(sizes) >= smallest, f"{min(sizes)} points"
    if "slip" in name:
        assert min(_sizes(sheets[1])) >= 16


def _sizes(sheet: Any) -> set[float]:
    sizes: set[float] = set()

    def seen(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.add(round(size * (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5, 2))

    sheet.extract_text(visitor_text=seen)
    return sizes


def test_equal_sources_give_equal_bytes() -> None:
    for document in print_documents(print_editions.site(CASES["pupil draft"], "https://forge.example/p/")):
        with Press(HOUSE) as other:
            assert other.press(document) == made("pupil draft")[document.name]


@pytest.mark.parametrize(("case", "day"), [("pupil draft", "20261120"), ("pupil adopted", "20250901")])
def test_metadata_holds_no_date_of_the_build(case: str, day: str) -> None:
    for name in made(case):
        facts = reader(case, name).metadata or {}
        dates = {str(value) for key, value in facts.items() if key.endswith("Date")}
        assert dates == {f"D:{day}000000Z"}
