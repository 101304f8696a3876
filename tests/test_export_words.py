"""An export's names of PDFs, its links, and the page that says what to paste on a school's own website."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from exports import PASTE, parsed, unpacked
from hill import edited, lay

from generator.model.contacts import Contact, Contacts
from generator.model.edition import Version
from generator.model.site import AudienceSite
from generator.render.paste_words import Exported, edition_words
from generator.render.plain_names import pdf_names, plain_name
from generator.render.standalone import DeadLink, Moved, standing_alone
from generator.render.what_to_paste import what_to_paste
from tests.web_editions import HOSTILE, edition, runs, site

SCHOOL = "schools/hill/school.yml"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return unpacked(lay(tmp_path_factory.mktemp("public")))


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return unpacked(lay(tmp_path_factory.mktemp("internal")), "internal")


# --- names of PDFs ------------------------------------------------------------------------------------------------


def named(title: str, policy: str = "social-media", short_name: str = "Forge") -> AudienceSite:
    made = edition("pupil", {"x": title}, policy)
    made = replace(made, title=runs("{{ x }}"), school=replace(made.school, short_name=short_name))
    return site(made)


def together(*sites: AudienceSite) -> AudienceSite:
    return replace(sites[0], editions=tuple(e for one in sites for e in one.editions))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("St Mary’s & St John's", "St-Marys-and-St-Johns"),
        ("Ysgol Tŷ-Gwyn, Œuvre Ångström", "Ysgol-Ty-Gwyn-Oeuvre-Angstrom"),
        ("../..\\CON: a|b?*", "CON-a-b"),
        ("مدرسة", ""),
        (HOSTILE, "img-src-x-onerror-alert-1-and-Sons-7-7-panic-x"),
        ("word " * 20, "-".join(["word"] * 12)),
        ("x" * 100, "x" * 60),
    ],
)
def test_names_hold_plain_letters_digits_and_hyphens(text: str, plain: str) -> None:
    assert plain_name(text, 60) == plain


def test_no_two_files_have_one_name_and_none_is_one_that_a_system_refuses() -> None:
    titles = ["Rules", "rules", "RULES!", "Rules-b", "CON", "مدرسة", "x" * 300]
    made = together(*(named(title, policy) for title, policy in zip(titles, "abcdefg", strict=True)))
    names = list(pdf_names((made,)).values())
    assert len({name.casefold() for name in names}) == len(names) == 3 * len(titles)
    assert names[:4] == [
        "PDF/Forge-Rules-Pupil-edition.pdf",
        "PDF/Forge-Rules-Pupil-edition-large-print.pdf",
        "PDF/Forge-Rules-Pupil-edition-slip.pdf",
        "PDF/Forge-rules-b-Pupil-edition.pdf",
    ]
    for name in names:
        assert re.fullmatch(r"PDF/[A-Za-z0-9]+(-[A-Za-z0-9]+)*\.pdf", name)
        assert len(name) < 150


def test_a_school_without_a_latin_letter_in_its_name_is_named_by_its_id() -> None:
    assert "PDF/forge-Rules-Pupil-edition.pdf" in pdf_names((named("Rules", short_name="مدرسة"),)).values()


# --- pages that stand alone ---------------------------------------------------------------------------------------

PATHS = {
    "hill/index.html": "index.html",
    "hill/pupil/index.html": "pupil/index.html",
    "hill/pupil/rules/index.html": "pupil/rules/index.html",
    "hill/pupil/print/rules.pdf": "PDF/Our rules.pdf",
    "assets/a.css": "assets/a.css",
}
MOVED = Moved(PATHS, "index.html", "hill/index.html")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href=".">', '<a href="index.html">'),
        ('<a href="./#x">', '<a href="index.html#x">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="..">', '<a href="../index.html">'),
        ('<a href="../#x">', '<a href="../index.html#x">'),
        ("<a href='../../'>", "<a href='../../index.html'>"),
        ('<a href="../../../?a=1&amp;b">', '<a href="../../index.html?a=1&amp;b">'),
        ('<a href="../print/rules.pdf">', '<a href="../../PDF/Our%20rules.pdf">'),
        ('<a href="..//print/rules.pdf">', '<a href="../../PDF/Our%20rules.pdf">'),
        ('<link rel="stylesheet" href="../../../assets/a.css">', '<link rel="stylesheet" href="../../assets/a.css">'),
        ('<link rel="canonical" href="https://policies.example/hill/">', ""),
        ('<a href="https://law.example/?a=1&amp;b=2">', '<a href="https://law.example/?a=1&amp;b=2">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        ('<p title=\' href="../" \'>href="../"</p>', '<p title=\' href="../" \'>href="../"</p>'),
        ('<p data-href="../">', '<p data-href="../">'),
        ('<!-- <a href="gone/"> -->', '<!-- <a href="gone/"> -->'),
        ("<script>\"<a href='gone/'>\"</script>", "<script>\"<a href='gone/'>\"</script>"),
        ("<script src='../../../assets/a.css'></script>", "<script src='../../assets/a.css'></script>"),
        ('<ul><li><a href="../../../">All schools</a></li><li>b</li></ul>', "<ul><li>b</li></ul>"),
    ],
)
def test_addresses_on_a_page(before: str, after: str) -> None:
    assert standing_alone("hill/pupil/rules/index.html", before.encode(), MOVED).decode() == after


@pytest.mark.parametrize("address", ["gone/", "../../../../x", "../print/other.pdf", "../../../vale/"])
def test_a_link_to_what_is_not_there_is_refused(address: str) -> None:
    with pytest.raises(DeadLink, match=re.escape(address)):
        standing_alone("hill/pupil/rules/index.html", f'<a href="{address}">'.encode(), MOVED)


# --- what to paste ------------------------------------------------------------------------------------------------


def boxes(page: bytes) -> dict[str, str]:
    """What the boxes of the page hold, by their ids."""
    return {str(box["aria-labelledby"]).split()[0]: box.get_text() for box in parsed(page).select("textarea")}


def offered(*sites: AudienceSite, **where: object) -> Exported:
    sizes = {name: 145_300 for name in pdf_names(sites).values()}
    return Exported(sites, sizes, **where)  # type: ignore[arg-type]


def test_links_lead_to_the_address_that_the_school_has_stated(tmp_path: Path) -> None:
    root = lay(
        tmp_path, edited(SCHOOL, "publish: draft\n", "publish: draft\naddress: https://hill.example/our/policies\n")
    )
    files = unpacked(root)
    at = "https://hill.example/our/policies/"
    given = boxes(files[PASTE])
    assert list(given) == [
        "edition-1-html",
        "edition-1-text",
        "edition-2-html",
        "edition-2-text",
        "paper-html",
        "paper-text",
    ]
    links = re.findall(r'href="([^"]*)"', given["edition-1-html"])
    assert links[0] == f"{at}pupil/index.html"
    assert [urllib.parse.unquote(link.removeprefix(at)) for link in links if link.removeprefix(at) not in files] == []
    size = round(len(files["PDF/Hill-Example-School-Staying-safe-online-Pupil-edition-slip.pdf"]) / 1000)
    lines = given["edition-1-text"].splitlines()
    assert lines[:4] == [
        "Staying safe online: Pupil edition",
        f"{at}pupil/index.html",
        "Draft, not adopted. Date of this text: 1 November 2026.",
        "Demonstration: no school’s policy, not legal advice",
    ]
    assert lines[-2:] == [f"Staying safe online: Pupil edition, slip, specimen (PDF, {size}\u00a0kB)", links[-1]]
    page = parsed(files[PASTE])
    assert given["edition-1-html"] == page.select_one(".finished").decode_contents().replace("<br/>", "<br>").strip()  # type: ignore[union-attr]


def test_without_an_address_of_its_own_links_lead_to_what_a_build_publishes(public: Mapping[str, bytes]) -> None:
    links = re.findall(r'href="([^"]*)"', boxes(public[PASTE])["edition-1-html"])
    assert links == [
        "https://policies.example/hill/pupil/",
        "https://policies.example/hill/pupil/print/social-media.pdf",
        "https://policies.example/hill/pupil/print/social-media-large-print.pdf",
        "https://policies.example/hill/pupil/print/social-media-slip.pdf",
    ]
    assert "address" in {code.get_text() for code in parsed(public[PASTE]).select("code")}


def test_without_any_address_there_is_text_and_each_file_and_no_place_to_fill_in(tmp_path: Path) -> None:
    root = lay(tmp_path, edited("mkdocs.yml", "site_url: https://policies.example/\n", ""))
    page = unpacked(root)[PASTE]
    assert list(boxes(page)) == ["edition-1-text", "edition-2-text", "paper-text"]
    assert "http" not in "".join(boxes(page).values())
    words = [row.get_text(" ") for row in parsed(page).select("tbody tr")]
    assert words[0] == "Staying safe online: Pupil edition pupil/index.html"
    assert words[3].endswith("PDF/Hill-Example-School-Staying-safe-online-Pupil-edition-slip.pdf")
    assert SCHOOL in {code.get_text() for code in parsed(page).select("code")}


def test_the_internal_page_warns_and_asks_for_the_internal_address(internal: Mapping[str, bytes]) -> None:
    page = parsed(internal[PASTE])
    notices = [item.get_text() for item in page.select(".notices li")]
    assert notices[0] == "Staff and governors only"
    assert "Never put this folder, or a link to it, on a public website." in notices
    assert "Staff and governors only" in boxes(internal[PASTE])["edition-1-text"]
    assert "https://staff.example/hill/staff/" in boxes(internal[PASTE])["edition-1-html"]


def test_what_governors_adopted_is_offered_with_its_dates() -> None:
    version = Version("3", "2025-07-01", "2025-09-01", "2026-09-01", "Board of Governors", "17")
    adopted = replace(edition("pupil"), version=version)
    (words,) = edition_words(offered(site(adopted), address="https://forge.example/", own=True))
    assert words.facts[0] == (
        "In force since 1 September 2025. Version: 3. Adopted: 1 July 2025. Next review: 1 September 2026."
    )
    assert "slip to sign" in words.pdfs[-1].words
    page = parsed(what_to_paste(offered(site(adopted))))
    assert "These are drafts" not in page.get_text()


def test_of_several_policies_each_has_a_link_to_its_own_page() -> None:
    both = together(named("Rules", "rules"), named("Phones", "phones"))
    first, second = edition_words(offered(both, address="https://forge.example/", own=True))
    assert first.page.address == "https://forge.example/pupil/rules/index.html"
    assert second.page.file == "pupil/phones/index.html"


HOSTILE_OFFICE = Contact(
    "office", 'Desk <script>alert("1")</script>', "", "1 & 2", "a'b@c.example", '</textarea>"x', shown_to=("pupil",)
)


def test_values_are_text_on_the_page_and_in_what_is_pasted() -> None:
    made = named(HOSTILE, short_name=HOSTILE)
    hostile = replace(made, school=replace(made.school, name=HOSTILE), contacts=Contacts((HOSTILE_OFFICE,)))
    hostile = replace(hostile, editions=(replace(hostile.editions[0], school=hostile.school),))
    raw = what_to_paste(offered(hostile, address='https://forge.example/"><b>/', own=True))
    page = parsed(raw)
    assert not page.select("img, script, b, main script")
    assert len(page.select("textarea")) == 4
    assert page.select_one("header").get_text() == HOSTILE  # type: ignore[union-attr]
    given = boxes(raw)
    assert given["edition-1-text"].splitlines()[0] == f"{HOSTILE}: Pupil edition"
    pasted = BeautifulSoup(given["edition-1-html"], "html5lib")
    assert not pasted.select("img, b")
    assert pasted.select_one("a").get_text() == f"{HOSTILE}: Pupil edition"  # type: ignore[union-attr]
    assert {element.name for element in pasted.body.find_all(True)} == {"p", "a", "br", "ul", "li"}  # type: ignore[union-attr]
    paper = given["paper-text"].splitlines()[1]
    assert paper == 'Desk <script>alert("1")</script>: 1 & 2, a\'b@c.example, </textarea>"x'
    pasted = BeautifulSoup(given["paper-html"], "html5lib")
    assert pasted.select("p")[1].get_text() == paper
    assert {element.name for element in pasted.body.find_all(True)} == {"p"}  # type: ignore[union-attr]


def test_an_address_that_is_none_of_the_web_is_never_a_link() -> None:
    with pytest.raises(ValueError, match="javascript"):
        what_to_paste(offered(named("Rules"), address="javascript:alert(1)//", own=True))


def test_the_page_is_one_file_and_runs_and_loads_nothing(public: Mapping[str, bytes]) -> None:
    page = parsed(public[PASTE])
    assert not page.select("script, link, img, iframe, form, [style]")
    policy = str(page.select_one("meta[http-equiv]")["content"])  # type: ignore[index]
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[^']+'", policy)
    for box in page.select("textarea"):
        labels = [page.find(id=name) for name in str(box["aria-labelledby"]).split()]
        assert all(label is not None and label.get_text() for label in labels)


@pytest.mark.parametrize(
    ("nation", "free"), [("england", True), ("wales", False), ("northern-ireland", False), ("scotland", False)]
)
def test_a_paper_copy_is_called_free_where_the_law_makes_it_free(nation: str, free: bool) -> None:
    made = named("Rules")
    there = replace(made, school=replace(made.school, nation=nation))  # type: ignore[arg-type]
    assert ("A paper copy is free." in boxes(what_to_paste(offered(there)))["paper-text"]) == free


OFFICE = Contact("office", "School office", "", "01632 960001", "", "1 Hill Street", shown_to=("parent",))


@pytest.mark.parametrize(
    ("office", "printed", "missing"),
    [
        (OFFICE, "School office: 01632 960001, 1 Hill Street", ""),
        (replace(OFFICE, phone=""), "School office: 1 Hill Street", "telephone number is missing"),
        (replace(OFFICE, office=""), "School office: 01632 960001", "address is missing"),
        (replace(OFFICE, shown_to=("staff",)), "", "may not see your office"),
        (replace(OFFICE, role="principal"), "", "has not said how to reach its office"),
    ],
)
def test_the_office_is_named_or_the_file_where_to_write_it(office: Contact, printed: str, missing: str) -> None:
    contacts = Contacts((office,))
    sites = tuple(replace(site(edition(name)), contacts=contacts) for name in ("pupil", "parent"))
    page = what_to_paste(offered(*sites))
    assert boxes(page)["paper-text"].splitlines()[1:] == ([printed] if printed else [])
    told = parsed(page).select_one(".missing")
    assert bool(told) == bool(missing)
    if told:
        assert missing in told.get_text()
        assert "schools/forge/school.yml" in told.get_text()
    sample = parsed(page).select_one("pre")
    if sample:
        readers = "staff, pupil, parent" if "staff" in office.shown_to else "pupil, parent"
        assert sample.get_text().endswith(f"show-to: [{readers}]")
