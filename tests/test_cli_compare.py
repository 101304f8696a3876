"""`policypress compare` as it is typed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import jsonschema
import pytest
from commanding import Desk
from miniature import lay_out

from generator.compose.edition import Composer
from generator.formats.record_archive import archive_path
from generator.formats.record_files import Owner, write_record
from generator.formats.schemas import schema_text
from generator.library import read_workspace
from generator.model.contacts import Contacts
from generator.model.edition import AUDIENCES
from generator.model.languages import ENGLISH
from generator.model.versions import AdoptedVersion, Decision, Sealed
from generator.problems import Location

KIND = "content/clauses/conduct/be-kind.md"
RECORD = "schools/example/adopted/kindness/2025-07-03.yml"
LAW = "{on: 2026-01-05, kind: law, why: The Kindness Act asks for it., source: kindness-act, adopt-by: 2027-03-31}"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A school whose governors adopted version 1 of today's files, and whose library then changed a clause."""
    root = lay_out("", tmp_path)
    _adopt(root)
    desk = Desk(root, monkeypatch, capsys)
    desk.edit(KIND, "must be kind.", "must be kind, every day.")
    desk.edit(KIND, "title: Be kind\n", f"title: Be kind\nchanges:\n  - {LAW}\n")
    return desk


def _adopt(root: Path) -> None:
    workspace, problems = read_workspace(root)
    assert not problems
    composer = Composer(workspace, workspace.schools["example"], "kindness")
    version = AdoptedVersion(
        "example",
        "kindness",
        "1",
        "adoption",
        Decision("2025-07-03", "full", "Governing body", "2025/14"),
        "2025-09-01",
        "2027-07-01",
        {(audience, ENGLISH): composer.edition(audience) for audience in AUDIENCES},
        Sealed("2025-07-03", "", "", Location(RECORD)),
    )
    written = write_record(version, Owner("example", "kindness", Contacts()))
    for name, content in written.archive.items():
        file = root / archive_path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (root / RECORD).parent.mkdir(parents=True)
    (root / RECORD).write_text(written.text, "utf-8")


TODAY = ("--today", datetime.date(2026, 11, 20).isoformat())

SAID = """\
Before: school Example Primary School; edition Staff edition; version 1; adopted 3 July 2025; by Governing body; \
minute 2025/14; takes effect 1 September 2025; next review 1 July 2027
After: school Example Primary School; edition Staff edition; status Draft, not adopted
1 clause reworded; 2 clauses unchanged.

1.1 Be kind
    Reworded. Law.
    Why: 5 January 2026, law: The Kindness Act asks for it. Adopt by 31 March 2027.
    Everyone at Example Primary School must be kind{+, every day+}.
"""


@pytest.mark.parametrize(
    "sides", [("example@1", "example"), ("example@2025-07-03", "example@draft"), ("example@", "example"), ("example",)]
)
def test_a_version_and_the_draft(desk: Desk, sides: tuple[str, ...]) -> None:
    ended = desk.type("compare", *sides, *TODAY)
    assert (ended.code, ended.out) == (1, SAID)


def test_a_draft_has_no_clause_for_which_the_school_lacks_the_detail(desk: Desk) -> None:
    declared = (
        "    optional: true\n    question: Which council?\n    example: Hill Council\n    blank: insert council\n"
    )
    desk.edit("content/variables.yml", "variables:\n", f"variables:\n  authority.name:\n{declared}")
    desk.edit("content/policies/kindness/full.yml", "      - report-it\n", "      - report-it\n      - council-too\n")
    clause = desk.read(KIND).replace("title: Be kind\n", "title: Council\nwhen: {has: [authority.name]}\n")
    clause = clause.replace(", every day", ", says {{ authority.name }}")
    (desk.root / "content/clauses/conduct/council-too.md").write_text(clause, "utf-8")
    assert desk.type("compare", "example@1", "example", *TODAY).out == SAID


def test_no_change_is_said_and_ends_with_0(desk: Desk) -> None:
    ended = desk.type("compare", "example@1", "example@1", *TODAY)
    assert ended.code == 0
    assert ended.out.endswith("\nNo change.\n")


def test_two_audiences_of_one_version(desk: Desk) -> None:
    ended = desk.type("compare", "example@1", "--with-audience", "pupil", *TODAY)
    assert ended.code == 1
    assert "    Tell [-the headteacher-]{+your teacher+} about unkind words.\n" in ended.out
    assert "1.2 Friendly words\n    Removed.\n    [-Staff must use friendly words.-]\n" in ended.out


def test_json_fits_its_schema(desk: Desk) -> None:
    ended = desk.type("compare", "example@1", "example", "--json", *TODAY)
    found = json.loads(ended.out)
    jsonschema.validate(found, json.loads(schema_text("comparison")))
    assert [change["classes"] for change in found["changes"]] == [["law"]]
    assert found["unchanged"] == ["tone-must", "report-it"]


def test_the_page_stands_alone(desk: Desk) -> None:
    ended = desk.type("compare", "example@1", "example", "--html", "changes.html", *TODAY)
    assert (ended.code, ended.out) == (1, "")
    page = desk.read("changes.html")
    assert "default-src 'none'" in page
    assert not [word for word in ("src=", "http:", "https:", "<script", "url(") if word in page]
    said = '<ins><span class="pp-said">added: </span>, every day<span class="pp-said"> end of added</span></ins>'
    assert f"must be kind{said}." in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ("example@7", "example"),
            "Of “kindness” of example, there is no version “7”.\n    There are: @1 (2025-07-03).",
        ),
        (("exampel@1", "example"), "There is no school “exampel”.\n    Did you mean “example”?"),
        (("example@1",), "With what is example@1 to be compared?\n    Name a second text, such as example."),
        (
            ("example@1", "example", "--policy", "kindnes"),
            "Example has no policy “kindnes”.\n    Did you mean “kindness”?",
        ),
        (("example@1", "example", "--language", "cy"), "“kindness” of example has no staff edition in this language."),
    ],
)
def test_what_is_not_there_is_said_with_what_is(desk: Desk, typed: tuple[str, ...], said: str) -> None:
    ended = desk.type("compare", *typed, *TODAY)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said), ended.err


def test_faults_in_the_files_of_a_draft_are_told(desk: Desk) -> None:
    desk.edit(KIND, "{{ school.name }}", "{{ school.nam }}")
    ended = desk.type("compare", "example@1", "example", *TODAY)
    assert ended.code == 1
    assert "school.nam" in ended.out


def test_a_version_of_which_the_record_was_changed_is_not_compared(desk: Desk) -> None:
    desk.edit(RECORD, "2025/14", "2025/15")
    ended = desk.type("compare", "example@1", "example", *TODAY)
    assert ended.code in (1, 2)
    assert RECORD in ended.said
