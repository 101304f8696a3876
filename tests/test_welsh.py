"""Editions in Welsh: what is translated, what is marked as English, what says that nobody has checked it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from commanding import Desk
from miniature import TODAY, lay_out, problems_of, told

from generator.checks.inspection import Inspection
from generator.checks.poster_text import poster_text
from generator.checks.school_view import SchoolView
from generator.compose.sites import audience_sites, names_of
from generator.compose.translation import clause_sign, outline_sign, policy_sign
from generator.engines.assemble import Assembler
from generator.engines.mkdocs_site import build_site
from generator.engines.stamp import stamp
from generator.library import read_workspace
from generator.model.edition_json import fingerprint, from_json, to_json
from generator.model.languages import INTERFACE
from generator.model.site import AudienceSite, Front
from generator.model.text import Hole, holes
from generator.model.workspace import Workspace
from generator.pipeline.build import build
from generator.pipeline.live import Live, LiveOrder
from generator.pipeline.order import BuildOrder
from generator.render.listing import front_entry
from generator.render.marks import Marks
from generator.render.paste_words import Exported
from generator.render.plain_names import pdf_names
from generator.render.print_source import print_documents
from generator.render.web import audience_source
from generator.render.web_front import school_page
from generator.render.what_to_paste import what_to_paste
from generator.words.strings import keys, say
from tests.web_editions import house

CLAUSES = "content/clauses/conduct"
POLICY = "content/policies/kindness"
SCHOOL = """name: Example Primary School
nation: wales
type: maintained
phase: {phase}
demonstration: {demonstration}
publish: draft
languages: [en, cy]
policies:
  kindness: {{outline: full}}
values-cy:
  head.title: pennaeth
values:
  head.title: headteacher
contacts-changed: 2026-09-01
contacts:
  - {{role: office, post: School office, phone: 01632 960001, show-to: [staff, pupil, parent]}}
"""
WELSH = {
    f"{CLAUSES}/report-it.cy.md": """---
title: Rhoi gwybod
of: {staff: SIGN, pupil: SIGN}
---

# Staff

Dywedwch wrth y {{ head.title }} am eiriau cas.

# Pupil

Dywed wrth dy athro am eiriau cas.
""",
    f"{POLICY}/policy.cy.yml": """of: {pupil: SIGN, parent: SIGN}
title: {pupil: Polisi caredigrwydd, parent: Polisi caredigrwydd i rieni}
owner: "{{ head.title | capital }}"
summary:
  pupil: Sut rydyn ni’n trin ein gilydd yn {{ school.name }}.
  parent: Sut rydym yn trin ein gilydd yn {{ school.name }}.
tell: {pupil: Dywed wrth dy athro., parent: "Dywedwch wrth y {{ head.title }}."}
""",
    f"{POLICY}/full.cy.yml": """of: {pupil: SIGN, parent: SIGN}
titles:
  conduct: {pupil: Ymddygiad, parent: Ymddygiad}
""",
}
Make = Callable[..., Workspace]


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """A policy folder with a school in two languages; translations name the English of today unless `signed` is off."""

    def make(signed: bool = True, demonstration: str = "true", phase: str = "primary", **more: str) -> Workspace:
        school = SCHOOL.format(demonstration=demonstration, phase=phase)
        root = lay_out("", tmp_path, {"schools/example/school.yml": school, **WELSH, **more})
        workspace, problems = read_workspace(root)
        assert not problems, told(problems)
        if not signed:
            return workspace
        for path, name, sign in _signs(workspace):
            file = root / path
            file.write_text(file.read_text().replace(f"{name}: SIGN", f'{name}: "{sign}"', 1))
        return read_workspace(root)[0]

    return make


def _signs(workspace: Workspace) -> list[tuple[str, str, str]]:
    found = []
    for clause in workspace.library.clauses.values():
        for said in clause.translations.values():
            found += [(said.where.path, name, clause_sign(clause, name)) for name in said.of]
    policy = workspace.library.policies["kindness"]
    found += [(s.where.path, name, policy_sign(policy, name)) for s in policy.translations.values() for name in s.of]
    for outline in policy.outlines.values():
        for titles in outline.translations.values():
            found += [(titles.where.path, name, outline_sign(outline, name)) for name in titles.of]
    return found


def sites(workspace: Workspace) -> dict[str, AudienceSite]:
    return {site.name: site for site in audience_sites(workspace, workspace.schools["example"])}


def test_a_school_in_two_languages_has_a_site_for_each_that_is_translated(made: Make) -> None:
    workspace = made()
    found = sites(workspace)
    assert tuple(found) == names_of(workspace, workspace.schools["example"])
    assert tuple(found) == ("staff", "pupil", "parent", "cy/pupil", "cy/parent")
    places = {name: (site.place.folder, site.place.tree, site.place.languages) for name, site in found.items()}
    assert places == {
        "staff": ("example/staff", "internal", ("en",)),
        "pupil": ("example/pupil", "public", ("en", "cy")),
        "parent": ("example/parent", "public", ("en", "cy")),
        "cy/pupil": ("example/cy/pupil", "public", ("en", "cy")),
        "cy/parent": ("example/cy/parent", "public", ("en", "cy")),
    }
    assert found["cy/pupil"].place.siblings == ("pupil", "parent")


def test_a_school_whose_outline_is_unknown_can_still_be_listed(made: Make) -> None:
    workspace = made(
        **{"schools/example/school.yml": SCHOOL.format(demonstration="true", phase="primary").replace("full", "none")}
    )
    assert names_of(workspace, workspace.schools["example"]) == ("staff", "pupil", "parent")


def test_what_is_not_translated_is_english_with_its_own_values(made: Make) -> None:
    (edition,) = sites(made())["cy/parent"].editions
    assert (edition.language, edition.unchecked) == ("cy", True)
    assert edition.plain(edition.title) == "Polisi caredigrwydd i rieni"
    assert [(clause.id, clause.untranslated) for clause in edition.clauses()] == [
        ("be-kind", True),
        ("report-it", False),
    ]
    results = {key: result.text for key, result in edition.results}
    assert results["head.title"] == "pennaeth"
    assert results["head.title | capital"] == "Pennaeth"
    assert results["en: school.name"] == "Example Primary School"
    named = {run.key for clause in edition.clauses() for run in clause.body if isinstance(run, Hole)}
    assert named == {"en: school.name", "head.title"}
    assert set(results) == {*named, *holes(edition.summary), *holes(edition.owner), *holes(edition.tell.role)}


def test_english_editions_read_as_if_there_were_no_other_language(made: Make, tmp_path: Path) -> None:
    workspace = made()
    alone = read_workspace(lay_out("", tmp_path / "alone", {"schools/example/school.yml": _english(SCHOOL)}))[0]
    for name in ("staff", "pupil", "parent"):
        (one,), (other,) = sites(workspace)[name].editions, sites(alone)[name].editions
        assert to_json(one) == to_json(other)
        assert fingerprint(one) == fingerprint(other)
        assert "untranslated" not in to_json(one) and "unchecked" not in to_json(one)


def _english(school: str) -> str:
    text = school.format(demonstration="true", phase="primary").replace("languages: [en, cy]\n", "")
    return text.replace("values-cy:\n  head.title: pennaeth\n", "")


def test_a_welsh_edition_goes_through_json(made: Make) -> None:
    (edition,) = sites(made())["cy/pupil"].editions
    assert from_json(to_json(edition)) == edition


def test_a_welsh_site_is_put_together_as_it_is_built_whole(made: Make) -> None:
    by = Assembler(house())
    for name, site in sites(made()).items():
        source = audience_source(site)
        assert by.files(site) == stamp(build_site(source, house()), source.results), name
    assert by.whole == 0


def test_pages_say_which_language_they_are_in_and_where_the_other_is(made: Make) -> None:
    by, found = Assembler(house()), sites(made())
    welsh = by.files(found["cy/parent"])
    pages = {path: content.decode() for path, content in welsh.items() if path.endswith(".html")}
    for path, page in pages.items():
        assert '<html lang="cy"' in page
        assert "Drafft peiriant, heb ei wirio / Machine draft, not checked" in page
        up = "../" * (2 + path.count("/"))
        twin = f"{up}parent/{path.removesuffix('index.html')}"
        assert f'href="{twin}" hreflang="en" lang="en">English</a>' in page
    section = pages["kindness/conduct/index.html"]
    assert 'lang="en"' in section.split('id="be-kind"')[1].split(">")[0] or 'id="be-kind" lang="en"' in section
    assert "Heb ei gyfieithu eto" in section
    assert '<div lang="en">\n<p>Everyone at Example Primary School must be kind.</p>' in section
    assert "<p>Dywedwch wrth y pennaeth am eiriau cas.</p>" in section
    assert "alternate" not in pages["index.html"], "the theme's script would ask for a site map that is not there"
    english = {path: content.decode() for path, content in by.files(found["parent"]).items() if path in pages}
    assert '<html lang="en"' in english["index.html"]
    assert 'href="../cy/parent/" hreflang="cy" lang="cy">Cymraeg</a>' in english["index.html"]
    there = "../../../cy/parent/kindness/conduct/"
    assert f'href="{there}" hreflang="cy" lang="cy">Cymraeg</a>' in english["kindness/conduct/index.html"]
    assert "hreflang" not in by.files(found["staff"])["index.html"].decode()


def test_search_engines_are_told_of_the_other_language_where_they_may_come(made: Make) -> None:
    site = sites(made())["cy/parent"]
    place = replace(site.place, noindex=False, address="https://policies.example/example/cy/parent/")
    files = Assembler(house()).files(replace(site, place=place))
    alternates = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]*)">', files["index.html"].decode())
    assert alternates == [("en", "../../parent/"), ("cy", "../../cy/parent/")]
    assert "sitemap.xml" in files
    assert "alternate" not in files["kindness/conduct/index.html"].decode()


def test_print_is_marked_and_speaks_welsh(made: Make) -> None:
    documents = print_documents(sites(made())["cy/parent"])
    for document in documents:
        assert "Drafft peiriant, heb ei wirio / Machine draft, not checked" in document.values
        assert '"language":"cy"' in dict(document.files)["look.json"].decode()
        assert '"untranslated":"Heb ei gyfieithu eto"' in document.content


def test_the_school_s_front_page_lists_both_languages(made: Make) -> None:
    found = sites(made())
    entry = front_entry(tuple(site for site in found.values() if site.place.tree == "public"))
    page = school_page(entry, "public", Marks()).body
    english, welsh = page.split('## Pa argraffiad? {#in_cy lang="cy"}')
    linked = r'<li><a href="([^"]*)"[^>]*>([^<]*)</a>'
    assert re.findall(linked, english) == [("pupil/", "Pupil edition"), ("parent/", "Parent edition")]
    assert re.findall(linked, welsh) == [("cy/pupil/", "Argraffiad disgyblion"), ("cy/parent/", "Argraffiad rhieni")]
    assert '<a href="#in_cy" hreflang="cy" lang="cy">Cymraeg</a>' in english
    assert "Gofynnwch i swyddfa’r ysgol" in welsh and "Ask the school office" not in welsh
    assert "Drafft peiriant, heb ei wirio / Machine draft, not checked" in welsh
    assert all('lang="cy"' in block for block in welsh.strip().split("\n\n")), "each block says what it is in"


def test_what_is_in_english_only_is_named_so_in_welsh(made: Make) -> None:
    entry = front_entry(tuple(sites(made()).values()))
    welsh = school_page(entry, "internal", Marks()).body.split("{#in_cy")[1]
    assert '<a href="staff/" hreflang="en" lang="en">Staff edition</a> <span>Heb ei gyfieithu eto</span>' in welsh


def test_the_front_of_a_tree_with_welsh_schools_speaks_both_languages(made: Make) -> None:
    entry = front_entry(tuple(site for site in sites(made()).values() if site.place.tree == "public"))
    by = Assembler(house())
    for schools in ((entry,), (replace(entry, policies=entry.policies[:2]),)):
        files = by.front_files(Front("public", "https://policies.example/", schools))
        missing, listed = files["404.html"].decode(), files["index.html"].decode()
        welsh = len(schools[0].languages) > 1
        assert ('<div lang="cy">' in missing and "Nid yw’r dudalen hon yma" in missing) is welsh
        assert ('<p class="pp-summary" lang="cy">Dewiswch eich ysgol.</p>' in listed) is welsh
        assert ("Drafft peiriant, heb ei wirio / Machine draft, not checked" in listed) is welsh
        assert "Choose your school." in listed
    real = replace(entry, school=replace(entry.school, id="real", demonstration=False), policies=entry.policies[:2])
    files = by.front_files(Front("public", "https://policies.example/", (entry, real)))
    assert INTERFACE["cy"] is None
    assert not any(b'lang="cy"' in files[path] for path in ("404.html", "index.html")), "nobody has checked it"
    assert by.fronts.whole == 0


def test_the_page_on_what_to_paste_has_a_part_in_each_language(made: Make) -> None:
    public = tuple(site for site in sites(made()).values() if site.place.tree == "public")
    sizes = dict.fromkeys(pdf_names(public).values(), 1000)
    for address in ("", "https://hill.example/policies/"):
        page = what_to_paste(Exported(public, sizes, address)).decode()
        english, welsh = page.split('<div id="in-cy" lang="cy">')
        assert '<a href="#in-cy" hreflang="cy" lang="cy">Cymraeg</a>' in english
        for part, own, other in ((english, ENGLISH_WORDS, WELSH_WORDS), (welsh, WELSH_WORDS, ENGLISH_WORDS)):
            text = BeautifulSoup(part, "html5lib").get_text().replace("Machine draft, not checked", "")
            assert [words for words in own if words not in text] == []
            assert [words for words in other if words in text] == []
        anchors = re.findall(r' id="([^"]*)"', page)
        assert len(anchors) == len(set(anchors))


def test_no_word_of_ours_is_left_in_english_on_a_welsh_page(made: Make) -> None:
    ours = {say(key) for key in keys()} - {say(key, "cy") for key in keys()}
    by, found = Assembler(house()), sites(made())
    for name in ("cy/pupil", "cy/parent"):
        for path, content in by.files(found[name]).items():
            if path.endswith(".html"):
                page = BeautifulSoup(content.decode(), "html5lib")
                for english in page.select("[lang=en]"):
                    english.decompose()
                named = ("aria-label", "title", "placeholder", "alt", "content", "data-words")
                words = [tag[name] for tag in page(True) for name in named if tag.get(name)]
                said = {" ".join(text.split()).rstrip(":") for text in (*page.find_all(string=True), *words)}
                assert said & {*ours, "Skip to content", "Back to top", "Search"} == set(), path


ENGLISH_WORDS = ("What to paste on your website", "What to do", "Draft, not adopted", "Ask the school office", "Text")
WELSH_WORDS = ("Beth i’w ludo", "Beth i’w wneud", "Drafft, heb ei fabwysiadu", "Gofynnwch i swyddfa’r ysgol", "Testun")


def test_a_welsh_poster_is_measured_in_welsh(made: Make, tmp_path: Path) -> None:
    clause = f"{CLAUSES}/report-it.md"
    english = SECONDARY.replace("title: Report it", "title: Report it\nposter: true")
    path, more = f"{CLAUSES}/report-it.cy.md", " Dywed wrth dy athro am eiriau cas." * 150
    for longer, expected in (("", []), (more, ["poster-full"])):
        workspace = made(**{clause: english, path: WELSH[path].rstrip() + longer + "\n"})
        found = [problem for problem in problems_of(tmp_path) if problem.code == "poster-full"]
        assert [problem.code for problem in found] == expected
        assert all("the Welsh poster of “kindness”" in problem.message for problem in found)
    site = sites(workspace)["cy/pupil"]
    view = SchoolView(Inspection(workspace, {}, TODAY), workspace.schools["example"])
    measured = poster_text(view, view.selections[0], "cy")
    values = next(document.values for document in print_documents(site) if document.template == "poster.typ")
    assert measured.title == "Polisi caredigrwydd" and measured.tell_heading == "Wrth bwy i ddweud"
    assert [rule.title for rule in measured.rules] == ["Rhoi gwybod"]
    assert all(line in values for line in measured.foot[-1:]), "the notice is as it is printed"


SECONDARY = """---
title: Report it
editions: {staff: own, pupil: own, parent: {same-as: staff}}
---

# Staff

Tell the {{ head.title }} about unkind words.

# Pupil

Tell your teacher about unkind words.

# Pupil, secondary

Tell any member of staff about unkind words.
"""


@pytest.mark.parametrize(("phase", "untranslated"), [("primary", False), ("secondary", True)])
def test_pupils_of_secondary_schools_get_no_translation_of_the_other_wording(
    made: Make, phase: str, untranslated: bool
) -> None:
    workspace = made(phase=phase, **{f"{CLAUSES}/report-it.md": SECONDARY})
    (edition,) = sites(workspace)["cy/pupil"].editions
    assert [clause.untranslated for clause in edition.clauses() if clause.id == "report-it"] == [untranslated]


def test_a_translation_that_is_older_than_its_english_is_told(made: Make, tmp_path: Path) -> None:
    made(**{f"{CLAUSES}/report-it.md": SECONDARY.replace("your teacher", "your teacher at once")})
    assert told(problems_of(tmp_path)) == ""
    file = tmp_path / CLAUSES / "report-it.md"
    file.write_text(file.read_text().replace("at once", "straight away"))
    (stale,) = problems_of(tmp_path)
    assert (stale.code, stale.severity, stale.where.path) == (
        "translation-stale",
        "warning",
        f"{CLAUSES}/report-it.cy.md",
    )
    assert "the pupil text" in stale.message


def test_a_school_that_is_no_sample_publishes_no_unready_welsh(made: Make, tmp_path: Path) -> None:
    made(demonstration="false")
    assert [problem.code for problem in problems_of(tmp_path)] == ["welsh-unready", "welsh-unready"]
    assert INTERFACE["cy"] is None, "write a test of an edition that may be public"


def test_languages_counts_what_is_ready(
    made: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made()
    ran = Desk(tmp_path, monkeypatch, capsys).type("languages")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert [row[2:] for row in rows[:4]] == [
        ["Readers", "Pages", "Made", "Not translated", "Older", "Not checked", "Ready"],
        ["staff", "internal", "no", "2", "0", "1", "0"],
        ["pupil", "public", "yes", "1", "0", "1", "0"],
        ["parent", "public", "yes", "1", "0", "1", "0"],
    ]
    assert ["Text", "How it stands", "Policy", "Readers", "Schools", "File"] in rows
    everybody = ["kindness", "staff, pupil, parent", "example"]
    assert ["be-kind", "not translated", *everybody, f"{CLAUSES}/be-kind.md"] in rows
    assert ["report-it", "not checked", *everybody, f"{CLAUSES}/report-it.cy.md"] in rows
    around = "title, summary and what stands around clauses"
    assert [row[3:5] for row in rows if row[:2] == [around, "not translated"]] == [["staff", "example"]]


def test_the_preview_shows_what_a_build_writes_and_a_change_of_language_takes_effect(
    made: Make, tmp_path: Path
) -> None:
    made()
    out = tmp_path / "site"

    def built(**more: Any) -> set[str]:
        report = build(BuildOrder(tmp_path, out, TODAY, store=tmp_path / "cache", jobs=1, **more))
        assert report.published, report.problems
        return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}

    files = built()
    welsh = sorted(path for path in files if path.startswith("public/example/cy/"))
    assert {path.split("/")[3] for path in welsh} == {"pupil", "parent"}
    assert any(path.endswith("print/kindness.pdf") for path in welsh)
    live = Live(LiveOrder(tmp_path, tmp_path / "cache", today=TODAY))
    live.refresh()
    for path in (*welsh, "public/example/pupil/index.html", "public/example/index.html"):
        assert live.content(path) == (out / path).read_bytes(), path
    live.close(1)

    assert built(audiences=("pupil",)) == files
    school = tmp_path / "schools/example/school.yml"
    school.write_text(school.read_text().replace("languages: [en, cy]\n", ""))
    assert built() == files - set(welsh)
    assert "hreflang" not in (out / "public/example/pupil/index.html").read_text()
