"""`policypress due`: what a Monday e-mail says, and how the command ends; and what today's files say for a register."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from commanding import Desk
from histories import SEALED
from miniature import lay_out

from generator.compose.edition import compose
from generator.compose.todays_policies import school_today
from generator.history.register import register_of
from generator.library import read_workspace
from generator.model.register import PolicyToday
from generator.model.versions import AdoptedVersion, Decision, History

TABLE = "schools/example/other-policies.csv"
HEAD = "Policy,Version,Next review,Owner\n"
REVIEWS = """\
reviews:
  kindness:
    - {nations: [england], statutory: true, on-website: true, months: 12, says: The Act says so., source: kindness-act,
       checked-on: 2026-09-01, checked-by: policy officer}
"""
KIND = "content/clauses/conduct/be-kind.md"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    second = (
        (lay_out("", tmp_path / "copy") / "schools/example/school.yml").read_text().replace("Example Primary", "Älm")
    )
    files = {
        TABLE: HEAD + "Uniform,2,2026-10-01,Head\nComplaints,,20/12/2026,Head\nLettings,1,2027-06-01,Head\n",
        "schools/dale/school.yml": second,
        "schools/dale/other-policies.csv": HEAD + "Uniform,,2026-11-20,Head\n",
    }
    return Desk(lay_out("", tmp_path / "folder", files), monkeypatch, capsys)


def test_what_is_due_by_school_and_day(desk: Desk) -> None:
    ended = desk.type("due", "--today", "2026-11-20")
    assert (ended.code, ended.err) == (3, "")
    assert (
        ended.out
        == f"""\
As at 20 November 2026: what is overdue, or due within 90 days.

Example Primary School (example)
  50 days overdue:   1 October 2026     Uniform: review (version 2), kept elsewhere ({TABLE}:2:1)
  in 30 days:        20 December 2026   Complaints: review, kept elsewhere ({TABLE}:3:1)

Älm School (dale)
  today:             20 November 2026   Uniform: review, kept elsewhere (schools/dale/other-policies.csv:2:1)

1 overdue and 2 due, in 2 schools.
"""
    )


def test_nothing_overdue_ends_well(desk: Desk) -> None:
    ended = desk.type("due", "dale", "--today", "2026-11-19", "--within", "0")
    assert (ended.code, ended.out.splitlines()[-1]) == (0, "Nothing is.")
    ended = desk.type("due", "dale", "--today", "2026-11-19", "--within", "1")
    assert (ended.code, "0 overdue and 1 due, in 1 school." in ended.out) == (0, True)
    assert desk.type("due", "dale", "--today", "2026-11-21", "--within", "0").code == 3


def test_json(desk: Desk) -> None:
    ended = desk.type("due", "dale", "--today", "2026-11-20", "--json")
    assert ended.code == 0
    assert json.loads(ended.out) == {
        "as-at": "2026-11-20",
        "within": 90,
        "overdue": 0,
        "schools": [
            {
                "school": "dale",
                "name": "Älm School",
                "due": [
                    {
                        "policy": "uniform",
                        "title": "Uniform",
                        "kind": "review",
                        "what": "review, kept elsewhere (schools/dale/other-policies.csv:2:1)",
                        "on": "2026-11-20",
                        "days": 0,
                        "version": "",
                        "elsewhere": True,
                        "overdue": False,
                        "place": "schools/dale/other-policies.csv:2:1",
                    }
                ],
            }
        ],
        "problems": [],
    }


def test_a_row_that_cannot_be_read_is_named(desk: Desk) -> None:
    (desk.root / TABLE).write_text(HEAD + "Uniform,2,soon,Head\n")
    ended = desk.type("due", "--today", "2026-11-20")
    assert ended.code == 0
    assert "1 problem may keep something out of this list" in ended.err
    assert f"{TABLE}:2:1: error other-policies-cell" in ended.err
    (found,) = json.loads(desk.type("due", "example", "--today", "2026-11-20", "--json").out)["problems"]
    assert (found["code"], found["path"], found["line"]) == ("other-policies-cell", TABLE, 2)


def test_a_school_that_cannot_be_read_is_named(desk: Desk) -> None:
    (desk.root / "schools/dale/school.yml").write_text("nation: wales\n")
    ended = desk.type("due", "--today", "2026-11-20")
    assert ended.code == 3
    assert "schools/dale/school.yml" in ended.err


def test_wrong_calls(desk: Desk) -> None:
    ended = desk.type("due", "exampel")
    assert (ended.code, ended.out) == (2, "")
    assert "There is no school “exampel”." in ended.err and "Did you mean “example”?" in ended.err
    assert desk.type("due", "--within", "-1").code == 2
    assert desk.type("due", "--within", "soon").code == 2


def test_other_commands_do_not_load_the_calendar_library() -> None:
    code = "import sys, generator.cli.due, generator.pipeline.due, generator.render.reviews_ics as r"
    code += "; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_todays_files_say(tmp_path: Path) -> None:
    workspace, problems = read_workspace(lay_out("", tmp_path, {"content/reviews.yml": REVIEWS}))
    assert problems == ()
    assert school_today(workspace, workspace.schools["example"]).policies == (
        PolicyToday(
            policy="kindness",
            title="Kindness policy",
            owner="Headteacher",
            statutory="yes",
            website="yes",
            months=12,
            says="The Act says so.",
            source="Kindness Act 2018",
            link="https://law.example/kindness",
            checked_on="2026-09-01",
        ),
    )
    elsewhere = replace(workspace.schools["example"], nation="wales")
    assert school_today(workspace, elsewhere).policies[0].months == 0


def test_a_change_of_the_law_is_due_where_the_version_lacks_it(tmp_path: Path) -> None:
    """Also when it was entered between the pack and the adoption, and is older than the adoption."""
    before, _ = read_workspace(lay_out("", tmp_path / "before"))
    text = (tmp_path / "before" / KIND).read_text()
    change = (
        "changes:\n  - {on: 2026-11-05, kind: law, why: The Act changed., source: kindness-act, adopt-by: 2027-03-31}\n"
    )
    after, problems = read_workspace(
        lay_out("", tmp_path / "after", {KIND: text.replace("---\n", f"---\n{change}", 1)})
    )
    assert problems == ()
    known = school_today(after, after.schools["example"])
    (law,) = known.policies[0].law
    assert (law.clause, law.change.adopt_by, law.source) == ("be-kind", "2027-03-31", "Kindness Act 2018")
    for workspace, lacks in ((before, True), (after, False)):
        editions = {("staff", "en"): compose(workspace, workspace.schools["example"], "kindness", "staff")}
        version = AdoptedVersion(
            "example", "kindness", "1", "adoption", Decision("2026-11-15"), "2026-11-15", "2027-11-15", editions, SEALED  # type: ignore[arg-type]
        )  # fmt: skip
        row = register_of(known, [History("example", "kindness", (version,))], (), "2026-11-20").row("kindness")
        assert row is not None
        assert (row.law == (law,)) is lacks
