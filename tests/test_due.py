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
from generator.formats.record_archive import archive_path
from generator.formats.record_files import Owner, Written, code_of, write_proposal, write_record
from generator.history.register import register_of
from generator.library import read_library, read_workspace
from generator.model.edition import AUDIENCES
from generator.model.register import PolicyToday
from generator.model.versions import AdoptedVersion, Decision, History, Proposal, laws_in
from generator.pipeline.registers import groups_above, read_registers, registered
from generator.render.register_words import status
from generator.store import Store

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


def adopt(root: Path, review: str) -> Path:
    """Puts a version of today's draft into the school's record; gives back its file."""
    workspace, _ = read_workspace(root)
    school = workspace.schools["example"]
    editions = {(who, "en"): compose(workspace, school, "kindness", who) for who in AUDIENCES}
    day = "2026-09-14"
    version = AdoptedVersion("example", "kindness", "1", "adoption", Decision(day), day, review, editions, SEALED)  # type: ignore[arg-type]
    version = replace(version, laws=laws_in(editions.values()))
    written = write_record(version, Owner("example", "kindness", school.contacts))
    path = f"schools/example/adopted/kindness/{day}.yml"
    keep(root, written, path)
    return root / path


def test_a_version_is_due(desk: Desk) -> None:
    record = adopt(desk.root, "2026-11-30")
    ended = desk.type("due", "example", "--today", "2026-11-20", "--within", "10")
    assert "  in 10 days:        30 November 2026   Kindness policy: review (version 1)\n" in ended.out
    assert ended.err == ""
    record.write_text(record.read_text("utf-8").replace("2026-11-30", "2036-11-30"), "utf-8")
    ended = desk.type("due", "example", "--today", "2026-11-20", "--within", "10")
    assert "Kindness" not in ended.out
    assert "schools/example/adopted/kindness/2026-09-14.yml" in ended.err


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
        version = replace(version, laws=laws_in(editions.values()))
        row = register_of(known, [History("example", "kindness", (version,))], (), "2026-11-20").row("kindness")
        assert row is not None
        assert (row.law == (law,)) is lacks


def keep(root: Path, written: Written, path: str) -> None:
    """Puts a sealed file, and what it names of the archive, into the policy folder."""
    for name, content in written.archive.items():
        file = root / archive_path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(written.text, "utf-8")


@pytest.mark.parametrize("on", ["2025-09-01", "2026-09-01", "2026-09-20"])
def test_what_a_version_lacks_is_told_by_its_record_whatever_the_date_of_the_change(tmp_path: Path, on: str) -> None:
    """A change entered shortly before the adoption may have come after the pack."""
    root = lay_out("", tmp_path)
    adopt(root, "2027-09-14")
    change = f"changes:\n  - {{on: {on}, kind: law, why: The Act changed., adopt-by: 2026-12-31}}\n"
    (root / KIND).write_text((root / KIND).read_text().replace("---\n", f"---\n{change}", 1))
    read = read_library(root)
    (found,) = read_registers(root, read, (), "2026-11-20", Store(None))
    assert found.register is not None and found.problems == ()
    row = found.register.row("kindness")
    assert row is not None and [due.kind for due in row.due] == ["law", "review"]


def test_a_version_that_holds_the_change_lacks_nothing(tmp_path: Path) -> None:
    root = lay_out("", tmp_path)
    change = "changes:\n  - {on: 2026-09-01, kind: law, why: The Act changed., adopt-by: 2026-12-31}\n"
    (root / KIND).write_text((root / KIND).read_text().replace("---\n", f"---\n{change}", 1))
    adopt(root, "2027-09-14")
    (found,) = read_registers(root, read_library(root), (), "2026-11-20", Store(None))
    assert found.register is not None
    assert [due.kind for row in found.register.rows for due in row.due] == ["review"]


def test_what_is_published_of_a_register(tmp_path: Path) -> None:
    root = lay_out("", tmp_path, {TABLE: HEAD + "Uniform,2,2026-12-01,Head\n"})
    adopt(root, "2027-09-14")
    workspace, _ = read_workspace(root)
    school = workspace.schools["example"]
    editions = {("staff", "en"): compose(workspace, school, "kindness", "staff")}
    asked = Proposal("example", "", "2026-12-08", "2026-11-20", {"kindness": editions}, school.where)  # type: ignore[dict-item]
    written = write_proposal(asked, school.contacts)
    keep(root, written, f"schools/example/proposed/{code_of(written)}.yml")
    workspace, problems = read_workspace(root)
    assert problems == ()
    found = registered(workspace, workspace.schools["example"], "2026-11-20")
    assert [status(row) for row in found.register.rows] == [
        "Kept elsewhere",
        "In force since 14 September 2026; proposed for 8 December 2026",
    ]
    assert [(dated.kind, dated.on) for dated in found.dates] == [
        ("effect", "2026-09-14"),
        ("review", "2026-12-01"),
        ("review", "2027-09-14"),
    ]
    assert [len(row.bars) for row in found.timeline.rows] == [0, 1]
    assert groups_above(workspace, workspace.schools["example"]) == ()
