"""Flow charts: the way through them, where their boxes stand, and what pages and paper show of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path

import print_editions
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import PROJECTS, lay_out, problems_of, told
from pdf_standards import faults
from playwright.sync_api import Browser
from print_reading import page_texts, pdfs
from pypdf import PdfReader

from generator.compose.charts import edition_chart
from generator.compose.edition import compose
from generator.engines.assemble import Assembler
from generator.formats.flow_layout import Box, Drawing, Sheet, drawing
from generator.formats.letter_widths import Font, lines_of, width_of
from generator.library import read_workspace
from generator.model.chart import Chart, ChartAnswer, ChartStep
from generator.model.edition import Audience, Edition, Origin
from generator.model.edition_json import from_json, to_json
from generator.model.library import LibraryChart
from generator.model.text import Literal, Reference
from generator.problems import Location
from generator.render.flow_looks import SCREENS, for_paper, for_screen
from generator.render.flow_words import chart_words
from generator.render.web import audience_source
from tests.web_editions import HOSTILE, built, house, site
from tests.web_editions import edition as web_edition

KIND = "content/clauses/conduct/be-kind.md"
FRONT = """---
title: Be kind
shows: {chart: what-to-do, for: [staff]}
editions: {staff: own, pupil: own, parent: {same-as: staff}}
---
"""
FILES: dict[str, str | bytes | None] = {
    KIND: FRONT + "\n# Staff\n\nEveryone must be kind.\n\n# Pupil\n\nBe kind.\n",
    "content/charts/what-to-do.yml": """\
title: What to do
start: danger
steps:
  tell-head: {action: Tell the head., kind: head, see: [tone-should, report-it]}
  known:
    question: Who posted it?
    answers:
      - {says: A pupil, to: tell-head}
      - {says: A parent, to: tell-head}
      - {says: "Nobody knows & cares", to: report}
  ring-999: {action: Ring 999 now., kind: police}
  danger:
    question: Is anyone in danger now?
    answers:
      - {says: "Yes", to: ring-999}
      - {says: "No", to: known}
  report: {action: Report it., kind: write, see: [be-kind]}
""",
}


def edition(root: Path, audience: Audience) -> Edition:
    workspace = read_workspace(root)[0]
    return compose(workspace, workspace.schools["example"], "kindness", audience)


def test_an_edition_holds_the_chart_with_what_it_can_refer_to(tmp_path: Path) -> None:
    root = lay_out("", tmp_path, FILES)
    assert told(problems_of(root)) == ""
    made = edition(root, "staff")
    chart = made.clauses()[0].chart
    assert chart is not None
    assert [(step.id, step.see) for step in chart.steps] == [
        ("danger", ()),
        ("ring-999", ()),
        ("known", ()),
        ("tell-head", ("report-it",)),  # the school has chosen another tone
        ("report", ("be-kind",)),
    ]
    assert from_json(to_json(made)) == made
    assert edition(root, "parent").clauses()[0].chart is None


def test_in_words_it_is_a_numbered_list(tmp_path: Path) -> None:
    chart = edition(lay_out("", tmp_path, FILES), "staff").clauses()[0].chart
    assert chart is not None
    assert chart_words(chart, "en") == (
        Literal("1. Is anyone in danger now? Yes: go to 2. No: go to 3."),
        Literal("\n2. Ring 999 now."),
        Literal("\n3. Who posted it?"),
        Literal("\n    - A pupil: go to 4.\n    - A parent: go to 4.\n    - Nobody knows &#38; cares: go to 5."),
        Literal("\n4. Tell the head."),
        Literal(" See "),
        Reference("report-it"),
        Literal("."),
        Literal("\n5. Report it."),
        Literal(" See "),
        Reference("be-kind"),
        Literal("."),
    )


WORDS = st.lists(
    st.sampled_from(["a", "is", "posted", "safeguarding", "WWWW", "<b>", "x" * 60]), min_size=1, max_size=18
)
KINDS = ("police", "safeguarding", "write", "ignore", "school", "head")


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """A chart without circles, in which each question leads to later steps only."""
    questions = draw(st.integers(0, 5))
    ends = draw(st.integers(1, 5))
    names = [*(f"q{n}" for n in range(questions)), *(f"a{n}" for n in range(ends))]
    steps: dict[str, ChartStep] = {}
    for at, name in enumerate(names):
        text = " ".join(draw(WORDS))
        if name.startswith("a"):
            steps[name] = ChartStep(name, draw(st.sampled_from(KINDS)), text)
            continue
        targets = draw(st.lists(st.sampled_from(names[at + 1 :]), min_size=2, max_size=6))
        steps[name] = ChartStep(
            name, "question", text, tuple(ChartAnswer(" ".join(draw(WORDS)), target) for target in targets)
        )
    place = Location("")
    return edition_chart(LibraryChart("x", "X", names[0], steps, {}, place), ())


def apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def shown_by(drawn: Drawing) -> list[str]:
    return [line for thing in (*drawn.boxes, *drawn.labels) for line in thing.lines]


SHEETS = st.builds(Sheet, st.just(30), st.booleans(), st.sampled_from(["paper", "screen"]))


@given(charts(), SHEETS)
@settings(max_examples=150)
def test_nothing_stands_on_anything_else_or_outside(chart: Chart, sheet: Sheet) -> None:
    drawn = drawing(chart, sheet, "Go to {number}")
    assert drawn == drawing(chart, sheet, "Go to {number}")
    for one, other in combinations(drawn.boxes, 2):
        assert apart(one, other), (one, other)
    for label in drawn.labels:
        width = max(width_of(line, sheet.font) for line in label.lines)
        frame = Box(label.x, label.y, width, len(label.lines) * 1.28, "", label.lines)
        assert label.x + width <= drawn.width
        assert all(apart(frame, box) for box in drawn.boxes), label
    for box in drawn.boxes:
        assert box.x >= 0 and box.x + box.width <= drawn.width + 0.01 and box.y + box.height <= drawn.height + 0.01
        assert all(box.words_at + width_of(line, sheet.font) <= box.x + box.width for line in box.lines)
    for points in drawn.arrows:
        x, y = points[-1]
        assert any(abs(x - box.x) < 0.01 and box.y <= y <= box.y + box.height for box in drawn.boxes) or any(
            abs(y - box.y) < 0.01 and box.x <= x <= box.x + box.width for box in drawn.boxes
        )
    numbers = {line.split(".")[0] for line in shown_by(drawn) if re.match(r"\d+\.( |$)", line)}
    assert numbers == {str(number) for number in range(1, len(chart.steps) + 1)}


@given(st.text(max_size=80), st.floats(1, 30), st.sampled_from(["paper", "screen"]))
def test_no_line_is_wider_than_its_room(words: str, room: float, font: Font) -> None:
    lines = lines_of(words, room, font)
    assert all(width_of(line, font) <= room or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def with_chart(of: Edition, chart: Chart) -> Edition:
    first, *others = of.sections
    clause = replace(first.clauses[0], chart=chart)
    return replace(of, sections=(replace(first, clauses=(clause, *first.clauses[1:])), *others))


def hostile(see: str) -> Chart:
    answers = (ChartAnswer("Yes </svg>", "end"), ChartAnswer("No {{ 7 }} [[x]]", "end"))
    steps = (ChartStep("q", "question", f"Is it {HOSTILE}?", answers), ChartStep("end", "police", "Stop.", (), (see,)))
    return Chart("what", "What & <what>", steps)


def test_a_drawing_is_plain_svg_with_a_name() -> None:
    for look in SCREENS:
        root = ET.fromstring(for_screen(hostile("why"), look, "en", 'role="img"', "<title>X &amp; Y</title>"))
        texts = [" ".join(filter(None, (span.text for span in text))) for text in root.iter(f"{{{SVG}}}text")]
        assert HOSTILE in texts[0]
        assert {"style", "onerror", "href"}.isdisjoint(name for one in root.iter() for name in one.attrib)
        assert root[0].text == "X & Y"
    assert ET.fromstring(for_paper(hostile("why"), "en")).attrib["font-size"] == "10"


SVG = "http://www.w3.org/2000/svg"


def test_a_page_shows_the_drawing_and_the_words() -> None:
    files = built(audience_source(site(with_chart(web_edition(), hostile("friend-requests")))))
    page = files["social-media/introduction/index.html"].decode()
    assert page.count('role="img"') == 2
    figure = re.search(r"<figure.*?</figure>", page, re.DOTALL)
    assert figure is not None
    drawings = ET.fromstring(figure[0].replace(" data-search-exclude", "").replace("&nbsp;", " "))
    assert [one.attrib["class"] for one in drawings] == ["pp-chart__narrow", "pp-chart__wide"]
    ids = [one.attrib["id"] for one in drawings.iter() if "id" in one.attrib]
    assert sorted(ids) == sorted(f"why.{look}.{part}" for look in ("narrow", "wide") for part in ("title", "desc"))
    assert re.search(r'<li>Stop\. See <a href="\.\./contact/#friend-requests">2\.1</a>\.</li>', page)
    assert "<img" not in page
    index = files["search/search_index.json"].decode()
    assert "go to 2" in index and "The list below it says" not in index


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    made = print_editions.edition("staff", sections=2)
    steps = hostile(made.clauses()[1].id).steps
    return pdfs(with_chart(made, Chart("what", "What to do", (replace(steps[0], text="Is it so?"), *steps[1:]))))


@pytest.mark.parametrize("name", ["social-media.pdf", "social-media-large-print.pdf"])
@pytest.mark.parametrize("profile", ["ua1", "pdfa-2a"])
def test_paper_meets_the_standards(printed: dict[str, bytes], name: str, profile: str) -> None:
    assert faults(printed[name], profile) == []


def test_paper_has_the_drawing_in_a4_and_the_words_in_both(printed: dict[str, bytes]) -> None:
    for name, figures in (("social-media.pdf", 1), ("social-media-large-print.pdf", 0)):
        text = " ".join(" ".join(page_texts(PdfReader(BytesIO(printed[name])))).split())
        assert "go to 2." in text and "Stop. See 1.2." in text
        assert printed[name].count(b"/S/Figure") + printed[name].count(b"/S /Figure") == figures + 1, (
            "beside the QR code"
        )


@pytest.mark.parametrize("origin", ["library", "own wording"])
def test_a_page_put_together_is_the_page_built_whole(origin: Origin) -> None:
    made = with_chart(web_edition(), hostile("friend-requests"))
    first, *others = made.sections
    clauses = tuple(replace(clause, origin=origin) for clause in first.clauses)
    made = replace(made, sections=(replace(first, clauses=clauses, kind="letter"), *others))
    assert Assembler(house()).files(site(made)) == built(audience_source(site(made)))


def test_a_wrong_name_is_reported_alone_and_not_with_all_that_stands_behind_it(tmp_path: Path) -> None:
    path = "content/charts/what-to-do.yml"
    chart = (PROJECTS / "chart-step-unknown" / path).read_text(encoding="utf-8")
    root = lay_out("chart-step-unknown", tmp_path, {path: chart.replace("start: dangr", "start: danger")})
    found = [problem.code for problem in problems_of(root) if problem.where.path == path]
    assert found == ["chart-step-unknown"]


def test_words_stay_in_their_boxes_in_the_widest_usual_font(browser: Browser) -> None:
    """The font that is the house font where a reader's system has no other; another, if it has not even that."""
    workspace, _ = read_workspace(Path(__file__).parent.parent)
    page = browser.new_page()
    for chart in workspace.library.charts.values():
        for look in SCREENS:
            svg = for_screen(edition_chart(chart, ()), look, "en", 'role="img"', "<title>X</title>")
            page.set_content(f"<style>text {{font-family: 'DejaVu Sans', sans-serif}}</style>{svg}")
            assert page.evaluate(LEAST_ROOM) >= 0, (chart.id, look.name)
    page.close()


LEAST_ROOM = """() => {
  const svg = document.querySelector("svg"), frames = [...svg.querySelectorAll("rect")].map(one => one.getBBox());
  const within = (one, at) => one.x <= at.x && at.x <= one.x + one.width && one.y <= at.y && at.y <= one.y + one.height;
  return Math.min(...[...svg.querySelectorAll("tspan")].map(words => {
    const at = words.getStartPositionOfChar(0), frame = frames.find(one => within(one, at)) || svg.viewBox.baseVal;
    return frame.x + frame.width - at.x - words.getComputedTextLength();
  }));
}"""
