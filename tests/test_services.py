"""The table of services: printed below a clause's wordings, word for word as it is entered, on web and paper alike."""

from __future__ import annotations

import html
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from miniature import lay_out, problems_of, told

from generator.compose.edition import compose
from generator.compose.services import services_table
from generator.engines.mkdocs_site import convert
from generator.formats.blocks import Link, Paragraph, Table, Words, read_blocks
from generator.library import read_workspace
from generator.model.edition import Audience, Edition
from generator.model.library import Service
from generator.model.text import Literal, Runs
from generator.problems import Location
from tests.web_editions import HOSTILE, house

KIND = "content/clauses/conduct/be-kind.md"
FRONT = """---
title: Where to report a post
shows: services
editions: {staff: own, pupil: own, parent: {same-as: staff}}
---
"""
FILES: dict[str, str | bytes | None] = {
    KIND: FRONT + "\n# Staff\n\nKeep a picture of online bullying first.\n\n- And the date.\n\n# Pupil\n\nTell us.\n",
    "content/glossary.yml": "glossary:\n  bullying: {term: bullying, meaning: Hurting on purpose.}\n",
    "content/services.yml": """\
services:
  facebook:
    name: Facebook
    link: https://facebook.example/report
    how: "Choose “Report” for bullying."
    without-account: Use the form.
    checked-on: 2026-11-20
    checked-by: policy officer
  app:
    name: A|B & *C*
    link: https://app.example/(1)
    how: "[[x]] | <b>"
    checked-on: 2026-10-02
    checked-by: policy officer
""",
}
TABLE = """

| Service | How to report a post | Without an account |
|---|---|---|
| [Facebook](https://facebook.example/report) | Choose “Report” for bullying. | Use the form. |
| [A&#124;B &#38; &#42;C&#42;](https://app.example/%281%29) | &#91;&#91;x&#93;&#93; &#124; &#60;b&#62; | &#8211; |

Links last checked on 2 October 2026."""


def edition(root: Path, audience: Audience) -> Edition:
    workspace = read_workspace(root)[0]
    return compose(workspace, workspace.schools["example"], "kindness", audience)


def test_the_table_stands_below_each_wording(tmp_path: Path) -> None:
    root = lay_out("", tmp_path, FILES)
    assert told(problems_of(root)) == ""
    for audience in ("staff", "pupil", "parent"):
        (clause,) = (found for found in edition(root, audience).clauses() if found.id == "be-kind")
        assert clause.body[-1] == Literal(TABLE)
        assert len(clause.body) > 1


def test_without_an_account_is_a_column_only_where_a_service_has_one(tmp_path: Path) -> None:
    service = Service("x", "X", "https://x.example", "Report it.", "", "2026-11-20", "", Location(""))
    (table,) = services_table([service])
    assert isinstance(table, Literal)
    assert table.text.split("\n")[2:5] == [
        "| Service | How to report a post |",
        "|---|---|",
        "| [X](https://x.example) | Report it. |",
    ]
    assert services_table([]) == ()


def shown_on_paper(runs: Runs) -> list[str]:
    table, checked = read_blocks(runs)
    assert isinstance(table, Table)
    assert checked == Paragraph((Words("Links last checked on 20 November 2026."),))
    (row,) = table.rows
    ((link,), *others) = row
    assert isinstance(link, Link)
    texts = [link.content, *others]
    return ["".join(node.text for node in text if isinstance(node, Words)) for text in texts]


def shown_on_the_web(runs: Runs) -> list[str]:
    source = "".join(run.text for run in runs if isinstance(run, Literal))
    (page,) = convert([source], house())
    cells = re.findall(r"<td>(.*?)</td>", page.html, re.DOTALL)
    return [html.unescape(re.sub(r"</?a\b[^>]*>", "", cell)) for cell in cells]


TEXT = st.one_of(
    st.sampled_from([HOSTILE, "a | b", "[x](y)", "- a", "1. b", "&amp;", "\\|", "`|`", "www.a.example", "<!-- x"]),
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co", "Z")), min_size=1, max_size=12),
)


@given(TEXT, TEXT, TEXT)
@settings(max_examples=25)
def test_whatever_is_entered_is_printed_as_it_is(name: str, how: str, without: str) -> None:
    made = services_table([Service("x", name, "https://x.example/a_b_c", how, without, "2026-11-20", "", Location(""))])
    assert shown_on_paper(made) == [name, how, without]
    assert shown_on_the_web(made) == [name, how, without]
