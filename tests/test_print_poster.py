"""The poster of a pupil edition: one page, large letters, all words, whatever schools and authors write."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import print_editions
import pytest
from hill import FILES, TODAY, edited, lay
from pdf_standards import faults
from print_editions import ADOPTED, HOSTILE, words
from print_reading import dense, page_texts, pdfs, press, tags
from pypdf import PdfReader

from generator.checks.inspection import Inspection
from generator.checks.poster_room import Call, PosterText, Rule, too_much
from generator.checks.poster_text import poster_text
from generator.checks.school_view import SchoolView
from generator.compose.sites import audience_sites
from generator.engines.typst_press import PressError
from generator.library import read_workspace
from generator.model.edition import Edition, EditionClause, Helpline, Section
from generator.model.edition_json import from_json, to_json
from generator.model.text import Hole, Literal
from generator.render.plain_names import pdf_names, printed_files
from generator.render.print_cover import policy_address
from generator.render.print_source import print_documents
from generator.render.web import audience_source
from generator.words.print_strings import print_words

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#1d4f5c"/></svg>'
SIZES = {"a4": (595.276, 841.89), "a3": (841.89, 1190.551)}
LEAST = {"a4": (14, 21), "a3": (19, 29)}
"""Points of the body's letters and of headlines."""
SHORT = ("Be kind online", "You should be kind online. If someone is not, tell a teacher straight away.")
LONG = (
    "If someone is unkind to you",
    "You should be kind online, just as you are face to face. If someone is rude to you, do not answer and do not be"
    " rude back. If it does not stop, tell an adult.",
)
TELL = "Tell your class teacher, the Designated Teacher or any adult you trust."
MEIC = Helpline("meic", "Meic", "You can call free, in Welsh or English.", "080 880 23456", "", "2026-11-20")


def poster_edition(rules: Sequence[tuple[str, str]], **changes: Any) -> Edition:
    """A pupil edition with these rules, of which only the first paragraphs belong on the poster."""
    clauses = tuple(
        EditionClause(
            f"rule-{n}", f"1.{n}", words(title), words(f"{body}\n\n- not on the poster"), "library", poster=True
        )
        for n, (title, body) in enumerate(rules, 1)
    )
    hidden = EditionClause("hidden", "2.1", words("Hidden headline"), words("Hidden."), "library")
    sections = (
        Section("one", "1", words("One"), clauses[:2]),
        Section("two", "2", words("Two"), (hidden, *clauses[2:])),
    )
    return replace(print_editions.edition("pupil", sections=1), sections=sections, **changes)


def posters(edition: Edition, **more: Any) -> dict[str, bytes]:
    """Paper → PDF."""
    site = print_editions.site(edition, **more)
    made = {document.name: document for document in print_documents(site) if document.template == "poster.typ"}
    assert list(made) == ["social-media-poster-a4.pdf", "social-media-poster-a3.pdf"]
    return {name[-6:-4]: press().press(document) for name, document in made.items()}


def letters(pdf: bytes) -> Iterator[tuple[str, float, str, float, float]]:
    """Each text on the page: the text, its size in points, the font's name, and where it begins."""
    found: list[tuple[str, float, str, float, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip() and font:
            scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1])
            x, y = (
                tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
                tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
            )
            found.append((text, size * scale, str(font["/BaseFont"]), x, y))

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    yield from found


def size_of(pdf: bytes, sought: str) -> float:
    """The least size of the letters of the texts that stand in `sought`, which is on the page; not of its numbers."""
    sizes = [size for text, size, _, _, _ in letters(pdf) if len(dense(text)) > 2 and dense(text) in dense(sought)]
    assert sizes, sought
    return min(sizes)


@pytest.mark.parametrize("count", range(1, 10))
@pytest.mark.parametrize("logo", [b"", LOGO])
def test_one_page_with_all_rules_in_large_letters(count: int, logo: bytes) -> None:
    one = LONG if count < 6 else SHORT
    rules = [(f"{one[0]} {n}", f"{one[1]} That is {n}.") for n in range(1, count + 1)]
    for paper, pdf in posters(poster_edition(rules, version=ADOPTED), logo=logo).items():
        (sheet,) = PdfReader(BytesIO(pdf)).pages
        assert tuple(map(float, sheet.mediabox[2:])) == pytest.approx(SIZES[paper], abs=0.1)
        (text,) = page_texts(pdf)
        for title, body in rules:
            assert dense(title) in dense(text)
            assert dense(body) in dense(text)
            assert size_of(pdf, body) >= LEAST[paper][0]
            assert size_of(pdf, title) >= LEAST[paper][1]
        assert size_of(pdf, TELL) >= LEAST[paper][0]
        assert size_of(pdf, "0800 1111") >= LEAST[paper][1]
        assert "Hidden" not in text
        assert "not on the poster" not in text
        assert_inside(pdf, paper)


def assert_inside(pdf: bytes, paper: str) -> None:
    """Nothing is clipped: each text begins on the page, and there is no ink in its margins."""
    width, height = SIZES[paper]
    for text, _, _, x, y in letters(pdf):
        assert 15 < x < width, text
        assert 15 < y < height, text


def test_rules_stand_in_the_order_of_the_edition_with_numbers() -> None:
    pdf = posters(poster_edition([(f"Headline {word}", "Tell.") for word in ("one", "two", "three")]))["a4"]
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    (text,) = page_texts(pdf)
    assert [text.index(f"{n} Headline {word}") for n, word in enumerate(("one", "two", "three"), 1)] == sorted(
        text.index(f"Headline {word}") - 2 for word in ("one", "two", "three")
    )
    kinds = [str(tag["/S"]) for tag in tags(root["/StructTreeRoot"])]
    assert sorted(kind for kind in kinds if kind in ("/Title", "/H1", "/H2")) == ["/H1"] * 4 + ["/Title"]
    assert str(root["/Lang"]) == "en-GB"


def test_what_else_stands_on_it() -> None:
    draft = posters(poster_edition([SHORT]), logo=LOGO)["a4"]
    (text,) = page_texts(draft)
    for said in (
        "Social media policy",
        "Forge Integrated Example School",
        "Whom to tell",
        TELL,
        "Childline",
        "0800 1111",
        "Draft, not adopted · Pupil edition, draft",
        "of 20 November 2026",
        "DRAFT, NOT ADOPTED",
        "Demonstration: no school’s policy, not legal advice",
        "All our rules: forge.example/policies/forge/pupil/social-media",
    ):
        assert dense(said) in dense(text), said
    assert "028 9649" not in text
    root: Any = PdfReader(BytesIO(draft)).trailer["/Root"]
    alts = [str(tag["/Alt"]) for tag in tags(root["/StructTreeRoot"]) if tag["/S"] == "/Figure"]
    assert alts == [
        "Logo of Forge Integrated Example School",
        "QR code of the address https://forge.example/policies/forge/pupil/social-media/",
    ]
    (adopted,) = page_texts(posters(poster_edition([SHORT], version=ADOPTED), address="")["a4"])
    assert "Pupil edition, version 3, in force from 1 September 2025" in adopted
    assert "DRAFT" not in adopted
    assert "All our rules" not in adopted


@pytest.mark.parametrize("case", ["draft", "hostile"])
def test_it_keeps_the_standards(case: str) -> None:
    edition = poster_edition([SHORT, (HOSTILE, HOSTILE), LONG] if case == "hostile" else [SHORT, LONG, SHORT, LONG])
    for pdf in posters(edition, logo=LOGO).values():
        assert faults(pdf, "ua1") == []
        assert faults(pdf, "pdfa-2a") == []


def test_values_are_text_and_long_words_and_names_stay_on_the_page() -> None:
    made = poster_edition([SHORT, LONG])
    runs = (Literal("Tell the "), Hole("head.title"), Literal(" straight away."))
    first = replace(made.sections[0].clauses[0], title=runs, body=runs)
    sections = (replace(made.sections[0], clauses=(first, *made.sections[0].clauses[1:])), *made.sections[1:])
    for value in (HOSTILE, "W" * 60, "Headteacher/Principal@" + "long-word" * 9):
        results = tuple(
            (key, replace(res, text=value if key == "head.title" else res.text)) for key, res in made.results
        )
        school = replace(made.school, name="The " + "Very Long Example School and Nursery " * 4)
        edition = replace(made, sections=sections, results=results, school=school)
        for paper, pdf in posters(edition, logo=LOGO).items():
            (text,) = page_texts(pdf)
            assert dense(text).count(dense(value)) == 2
            assert dense(school.name) in dense(text)
            assert_inside(pdf, paper)
            assert size_of(pdf, "straight away.") >= LEAST[paper][0]


def test_no_hyphens_are_put_in() -> None:
    rules = [("Uncharacteristically", "Misunderstandings notwithstanding, responsibilities are incomprehensible.")] * 5
    for pdf in posters(poster_edition(rules)).values():
        (text,) = page_texts(pdf)
        assert dense(text).count("incomprehensible.") == 5
        assert "\xad" not in text
        assert "-" not in text.replace("forge.example", "").replace("social-media", "")


def test_too_many_rules_are_refused_in_plain_words() -> None:
    with pytest.raises(PressError, match="The rules do not fit on one page"):
        posters(poster_edition([LONG] * 16))


def test_only_an_edition_with_marked_rules_has_a_poster() -> None:
    assert not [name for name in pdfs(print_editions.edition("pupil", sections=1)) if "poster" in name]


def test_the_mark_is_kept_with_the_edition_and_changes_no_other() -> None:
    marked, bare = poster_edition([SHORT]), print_editions.edition("pupil", sections=1)
    assert from_json(to_json(marked)) == marked
    assert '"poster": true' in to_json(marked)
    assert "poster" not in to_json(bare)


def test_the_start_page_and_exports_name_what_is_printed() -> None:
    edition = poster_edition([SHORT])
    site = print_editions.site(edition)
    printed = [document.name for document in print_documents(site)]
    assert [name for _, name in printed_files(edition)] == printed
    start = dict(audience_source(site).pages)["index.md"]
    assert all(f'href="print/{name}"' in start for name in printed)
    assert "Poster of the rules, A3: twice as large (PDF)" in start
    assert {name for name in pdf_names((site,)).values() if "poster" in name} == {
        "PDF/Forge-Example-Social-media-policy-Pupil-edition-poster-A4.pdf",
        "PDF/Forge-Example-Social-media-policy-Pupil-edition-poster-A3.pdf",
    }


# ---- What check lets through is printed ------------------------------------------------------------------------

VOCABULARY = (*LONG[1].split(), *TELL.split(), "Wave", "AVAToy", "illicit", "responsibilities", "WWW", "“quoted”")


def _random_rules(seed: int) -> list[tuple[str, str]]:
    """Rules of any length that may or may not fit."""
    pick = random.Random(seed)
    count = pick.randint(1, 12)
    total = pick.randint(1400, 2050)
    return [
        (_some(pick, pick.randint(8, 34)), _some(pick, max(12, int(total / count * pick.uniform(0.5, 1.5)))))
        for _ in range(count)
    ]


def _some(pick: random.Random, length: int) -> str:
    text = pick.choice(VOCABULARY)
    while len(text) < length:
        text += " " + pick.choice(VOCABULARY)
    return text


def _measured(edition: Edition, rules: Sequence[tuple[str, str]], logo: bytes) -> int:
    return too_much(
        PosterText(
            school=edition.school.name,
            title=edition.plain(edition.title),
            logo=bool(logo),
            rules=tuple(Rule(title, body) for title, body in rules),
            tell_heading="Whom to tell",
            tell=(TELL,),
            calls=tuple(Call(line.name, line.phone, line.for_what) for line in edition.tell.helplines),
            foot=("All our rules: forge.example", "Draft", "Demonstration"),
        )
    )


FAR = "https://policies." + "a-school-with-a-very-long-name." * 4 + "example/"


@pytest.mark.parametrize("public", [f"address: {FAR}\n", "address: https://hill.example/\n", ""])
@pytest.mark.parametrize("internal", [FAR, "https://staff.example/"])
def test_the_address_is_measured_as_it_is_printed(tmp_path: Path, public: str, internal: str) -> None:
    """The longer of the address of the draft, which is public, and that of the edition in force."""
    files, path, lines = edited("mkdocs.yml", "https://staff.example/", internal), "schools/hill/school.yml", []
    for publish in ("draft", "in-force"):
        files[path] = FILES[path].replace("publish: draft\n", f"publish: {publish}\n{public}")
        workspace, _ = read_workspace(lay(tmp_path, files))
        hill = workspace.schools["hill"]
        (site,) = audience_sites(workspace, hill, ("pupil",))
        address = policy_address(site, site.editions[0])
        lines.append(f"{print_words('en')['poster.web']}: {address.removeprefix('https://').rstrip('/')}")
    view = SchoolView(Inspection(workspace, {}, TODAY), hill)
    assert poster_text(view, view.selections[0]).foot[0] == max(lines, key=len)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_what_is_not_too_much_fits(part: int) -> None:
    fitting = refused = 0
    for seed in range(part * 20, part * 20 + 20):
        rules, logo = _random_rules(seed), LOGO if seed % 2 else b""
        edition = poster_edition(rules)
        if seed % 3 == 0:
            tell = replace(edition.tell, helplines=(*edition.tell.helplines, MEIC))
            edition = replace(edition, tell=tell)
        over = _measured(edition, rules, logo)
        try:
            posters(edition, logo=logo)
            fitting += 1
        except PressError:
            assert over, rules
            refused += 1
            continue
        assert over <= 2, "room was left, and the rules were refused"
    assert fitting > 3
    assert refused > 3
