"""The sample schools, built: demonstrations that say so everywhere, with nothing of a source policy in them."""

from __future__ import annotations

import datetime
import io
import json
import re
from pathlib import Path

import pytest
from pdf_standards import faults
from pypdf import PdfReader
from site_reading import everything_in, files_of, pdf_text
from source_runs import copied, named, read_text

from generator.compose.edition import compose
from generator.library import read_workspace
from generator.model.edition import AUDIENCES
from generator.model.edition_json import from_json, to_json
from generator.model.workspace import Workspace
from generator.pipeline.build import build
from generator.pipeline.checking import check
from generator.pipeline.order import BuildOrder
from generator.words.strings import say

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 20)
DEMONSTRATION = "Demonstration: no school’s policy, not legal advice"
DRAFT = "DRAFT, NOT ADOPTED"
WELSH = (
    "Enghraifft: nid polisi unrhyw ysgol, ac nid cyngor cyfreithiol",
    "DRAFFT, HEB EI FABWYSIADU",
    "Drafft peiriant, heb ei wirio / Machine draft, not checked",
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return read_workspace(ROOT)[0]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples") / "site"
    assert build(BuildOrder(ROOT, out, TODAY)).published
    return out


def pages(site: Path) -> list[Path]:
    """The pages of schools: those of the front list several and say so otherwise."""
    return [file for file in files_of(site) if file.suffix == ".html" and len(file.relative_to(site).parts) > 3]


def sentences(text: str) -> list[str]:
    """Runs that a source holds too. One with a bare number in it is a heading with the number of its first clause."""
    return [run for run in copied(text) if not any(word.isdecimal() for word in run.split())]


def documents(site: Path) -> list[Path]:
    return [file for file in files_of(site) if file.suffix == ".pdf"]


def drafted(file: Path) -> bool:
    """Whether `file` is of a draft, as all of a template is. The rest was adopted, as invented records say."""
    return "draft" in file.parts or "merthyr-template" in file.parts


def wrong_notices(file: Path, text: str) -> list[str]:
    """Notices that a page of `file` lacks, in its own language, or that it has no right to: only a draft says so."""
    said = WELSH if "cy" in file.parts else (DEMONSTRATION, DRAFT)
    return [words for words in said if (words in text) != (words != said[1] or drafted(file))]


def test_the_policy_folder_has_no_problem() -> None:
    assert [str(problem) for problem in check(ROOT, TODAY).problems] == []


def test_no_sentence_name_or_number_of_a_source_is_published(site: Path) -> None:
    texts = {file: read_text(file) for file in files_of(site) if file.suffix in (".html", ".json", ".xml", ".css")}
    texts |= {file: pdf_text(file.read_bytes()) for file in documents(site)}
    assert len(texts) > 80
    assert {str(file): runs for file, text in texts.items() if (runs := sentences(text))} == {}
    assert {str(file): named(text) for file, text in texts.items() if named(text)} == {}


def test_every_page_says_that_it_is_a_demonstration_or_a_draft_and_is_kept_from_search_engines(site: Path) -> None:
    assert len(pages(site)) > 600
    for file in pages(site):
        text = file.read_text()
        assert wrong_notices(file, text) == [], file
        assert '<html lang="{}"'.format("cy" if "cy" in file.parts else "en") in text, file
        assert re.search(r'<meta name="robots" content="noindex', text), file
        assert ("Staff and governors only" in text) == ("internal" in file.relative_to(site).parts), file


def test_every_page_of_every_pdf_says_that_it_is_a_demonstration_or_a_draft(site: Path) -> None:
    assert len(documents(site)) == 192
    posters = "public/merthyr-example/cy/pupil/print/social-media-poster"
    assert all((site / f"{posters}-{size}.pdf").exists() for size in ("a3", "a4")), "all its rules are in Welsh"
    for file in documents(site):
        for number, sheet in enumerate(PdfReader(io.BytesIO(file.read_bytes())).pages, start=1):
            text = re.sub(r"\s+", " ", sheet.extract_text())
            assert wrong_notices(file, text) == [], f"{file} page {number}"


@pytest.mark.parametrize("profile", ["ua1", "pdfa-2a"])
def test_every_pdf_keeps_the_standards(site: Path, profile: str) -> None:
    for file in documents(site):
        assert faults(file.read_bytes(), profile) == [], file


def test_each_version_says_on_its_page_that_its_adoption_is_invented(site: Path) -> None:
    pages = [file for file in files_of(site) if re.fullmatch(r"20\d\d-\d\d-\d\d", file.parent.name)]
    records = [file for file in pages if "governors" in file.parts]
    versions = [file for file in pages if file not in records]
    assert (len(versions), len(records)) == (48, 16)
    assert all("This adoption is invented" in file.read_text() for file in records)
    for file in versions:
        note = say("cover.specimen-note", "cy" if "cy" in file.parts else "en")
        assert note in file.read_text(), file


def test_slips_of_drafts_are_specimens_and_all_say_that_not_signing_has_no_consequence(site: Path) -> None:
    slips = [file for file in documents(site) if file.name.endswith("-slip.pdf")]
    assert len(slips) == 30
    for file in slips:
        text = pdf_text(file.read_bytes())
        assert (("SAMPL:" if "cy" in file.parts else "SPECIMEN") in text) == drafted(file)
        said = ("do not have to sign", "your choice", "Does dim rhaid i ti lofnodi", "Eich dewis chi yw llofnodi")
        assert any(words in text for words in said)


def test_a_pupil_always_has_a_role_to_tell_and_a_helpline(workspace: Workspace) -> None:
    for school in workspace.schools.values():
        edition = compose(workspace, school, "social-media", "pupil")
        assert edition.tell.helplines, school.id
        assert "safeguarding" in json.dumps(to_json(edition)), school.id
        assert edition.plain(edition.tell.role)


def test_the_blank_template_shows_every_blank_and_lists_it_at_the_front(site: Path, workspace: Workspace) -> None:
    template = workspace.schools["merthyr-template"]
    for audience in AUDIENCES:
        edition = compose(workspace, template, "social-media", audience)
        assert "insert school name" in {blank.label for blank in edition.blanks}
        tree = "internal" if audience == "staff" else "public"
        folder = site / tree / "merthyr-template" / audience
        form = (folder / "social-media/blanks/index.html").read_text()
        paper = pdf_text((folder / "print/social-media.pdf").read_bytes())
        for blank in edition.blanks:
            assert f"[{blank.label}]" in form
            assert f"[{blank.label}]" in paper


def test_editions_come_back_from_json_equal_and_with_equal_bytes(workspace: Workspace) -> None:
    for school in workspace.schools.values():
        for audience in AUDIENCES:
            edition = compose(workspace, school, "social-media", audience)
            assert from_json(to_json(edition)) == edition
            assert to_json(from_json(to_json(edition))) == to_json(edition)


def strings_of(file: Path) -> str:
    """What is written in `file`, without the braces that JSON itself is made of."""
    if file.suffix == ".json":
        return " ".join(f"{entry['title']} {entry['text']}" for entry in json.loads(file.read_text()).get("docs", ()))
    # Of a PDF what can be read: its fonts and pictures hold every run of letters sooner or later.
    return read_text(file) if file.suffix == ".html" else pdf_text(file.read_bytes())


def test_nothing_that_nobody_filled_in_is_left_on_a_page(site: Path) -> None:
    leftovers = re.compile(r"\{\{|\}\}|\{%|zqv\d|\[\[|delete as appropriate|\bxxx\b|School X\b", re.IGNORECASE)
    for file in files_of(site):
        if file.suffix in (".html", ".json", ".pdf") and "assets" not in file.parts:
            found = leftovers.search(strings_of(file))
            assert found is None, f"{file}: {found}"
            if "merthyr-template" not in file.parts and file.parts[-2] not in ("public", "internal"):
                assert "[insert" not in everything_in(file), file


def test_a_stream_of_another_length_than_it_says_is_found(site: Path) -> None:
    pdf = documents(site)[0].read_bytes()
    length = re.search(rb"/Length (\d+)/Filter", pdf)
    assert length is not None
    wrong = str(int(length.group(1)) - 1).encode()
    broken = pdf[: length.start(1)] + wrong.rjust(len(length.group(1)), b"0") + pdf[length.end(1) :]
    assert faults(broken, "pdfa-2a") != []
