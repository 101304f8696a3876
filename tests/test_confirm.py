"""Wordings older than the staff wording beside them: recording, confirming, and what drafts say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from commanding import Desk
from hill import FILES, TODAY, edited, lay
from hypothesis import given
from hypothesis import strategies as st
from site_reading import files_of

from generator.authoring.yaml_edit import with_set
from generator.compose.edition import compose
from generator.compose.sites import audience_sites
from generator.formats.clause_file import read_clause
from generator.formats.wording import wording_hash
from generator.formats.yaml_text import read_yaml
from generator.library import read_workspace
from generator.model.edition import AUDIENCES, Audience, text_alone
from generator.model.edition_json import fingerprint, from_json, to_json
from generator.model.workspace import Workspace
from generator.pipeline.build import build
from generator.pipeline.live import Live, LiveOrder
from generator.pipeline.order import BuildOrder

REQUESTS = "content/clauses/contact/friend-requests.md"
DATA = "content/clauses/papers/data.md"
SCHOOL = "schools/hill/school.yml"
OWN = "schools/hill/clauses/garden.md"
NOTICE = "The staff wording has changed since this was written."
STAFF_NOTICE = "This wording has changed since the one for pupils or parents was written."
GARDEN = """\
---
title: The garden
editions: {staff: own, pupil: own, parent: {same-as: pupil}}
---

# Staff

Water the garden.

# Pupil

Do not pick the flowers.
"""


def sign(text: str) -> str:
    clause, problems = read_clause("x", text, "x.md")
    assert clause and not problems
    return wording_hash(clause.wordings["staff"])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    placed = edited(SCHOOL, "social-media: {}", "social-media: {add: [{clause: garden, after: data}]}")
    return Desk(lay(tmp_path, {**placed, OWN: GARDEN}), monkeypatch, capsys)


def codes(desk: Desk) -> list[tuple[str, str]]:
    ended = desk.type("check", "--json")
    return [(one["code"], one["path"]) for one in json.loads(ended.out)["problems"]]


# --- confirm ------------------------------------------------------------------------------------------------------


def test_confirm_shows_both_wordings_and_records_the_staff_wording(desk: Desk) -> None:
    ended = desk.type("confirm", "friend-requests", "pupil")
    assert ended.code == 0, ended.said
    staff, pupil = (
        ended.out.index("# Staff\nStaff of {{ school.name }} must"),
        ended.out.index("# Pupil\nYou should not"),
    )
    assert staff < pupil
    recorded = f'written-against:\n  pupil: "{sign(FILES[REQUESTS])}"\n---'
    assert desk.read(REQUESTS) == FILES[REQUESTS].replace("---\n\n# Staff", f"{recorded}\n\n# Staff").replace(
        f'"{sign(FILES[REQUESTS])}"', scalar(sign(FILES[REQUESTS]))
    )


def scalar(digits: str) -> str:
    return digits if digits[0].isalpha() else f'"{digits}"'


def test_confirming_again_changes_nothing(desk: Desk) -> None:
    desk.type("confirm", "data")
    before = (desk.root / DATA).stat()
    ended = desk.type("confirm", "data")
    assert ended.code == 0 and "nothing was changed" in ended.out
    assert (desk.root / DATA).stat().st_mtime_ns == before.st_mtime_ns


def test_comments_order_and_windows_line_ends_stay(desk: Desk) -> None:
    text = FILES[REQUESTS].replace(
        "strength: must\n",
        "strength: must   # since 2020\nwritten-against: {parent: 0123456789abcdef}  # read in May\n",
    )
    (desk.root / REQUESTS).write_bytes(("\ufeff" + text).replace("\n", "\r\n").encode())
    assert desk.type("confirm", "friend-requests").code == 0
    said = f"written-against: {{parent: 0123456789abcdef, pupil: {scalar(sign(text))}}}  # read in May\n"
    expected = text.replace("written-against: {parent: 0123456789abcdef}  # read in May\n", said)
    assert (desk.root / REQUESTS).read_bytes().decode() == ("\ufeff" + expected).replace("\n", "\r\n")


def test_a_changed_staff_wording_is_told_until_it_is_confirmed(desk: Desk) -> None:
    assert desk.type("confirm", "--unrecorded").code == 0
    assert codes(desk) == []
    desk.edit(DATA, "off your own accounts.\n\n# Pupil", "off all accounts.\n\n# Pupil")
    assert codes(desk) == [("wording-stale", DATA)] * 2
    assert desk.type("confirm", "--unrecorded").code == 0  # never what somebody has still to read
    assert codes(desk) == [("wording-stale", DATA)] * 2
    assert desk.type("confirm", "data", "parent").code == 0
    assert codes(desk) == [("wording-stale", DATA)]
    assert desk.type("confirm", "data").code == 0
    assert codes(desk) == []


def test_records_are_asked_for_once_and_only_where_they_are_kept(desk: Desk) -> None:
    assert codes(desk) == []
    desk.type("confirm", "data")
    assert codes(desk) == [("wording-unconfirmed", REQUESTS)]
    desk.type("confirm", "garden", "--school", "hill")
    assert codes(desk) == [("wording-unconfirmed", REQUESTS)]
    desk.edit(OWN, "Water the garden", "Weed the garden")
    assert ("wording-stale", OWN) in codes(desk)
    assert "policypress confirm garden pupil --school hill" in desk.type("check").out


def test_unrecorded_reads_nothing_aloud_and_counts(desk: Desk) -> None:
    ended = desk.type("confirm", "--unrecorded")
    assert "# Staff" not in ended.out
    assert "4 wordings in 3 files now recorded" in ended.out
    assert "written-against" not in desk.read(OWN)
    assert "nothing was changed" in desk.type("confirm", "--unrecorded").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("confirm",), 2, "Which clause?"),
        (("confirm", "friend-request"), 2, "Did you mean “friend-requests”?"),
        (("confirm", "related"), 1, "There are no two wordings of “Papers to read” (related) to compare"),
        (("confirm", "friend-requests", "parent"), 1, "There is no parent wording of “Friend requests”"),
        (("confirm", "friend-requests", "staff"), 2, "staff"),
        (("confirm", "data", "--school", "hill"), 2, "The school hill has no clause of its own “data”"),
        (("confirm", "data", "--unrecorded"), 2, "--unrecorded is for the whole library."),
    ],
)
def test_what_confirm_cannot_do_it_says_plainly(desk: Desk, words: tuple[str, ...], code: int, message: str) -> None:
    ended = desk.type(*words)
    assert (ended.code, message in ended.said) == (code, True), ended.said


@pytest.mark.parametrize("fault", ["titel: x\n", "strength: must\n", "title: {a: [}\n"])
def test_a_file_with_faults_is_left_alone(desk: Desk, fault: str) -> None:
    desk.edit(REQUESTS, "strength: must\n", f"strength: must\n{fault}")
    before = desk.read(REQUESTS)
    ended = desk.type("confirm", "friend-requests")
    assert ended.code == 1 and "has faults" in ended.said
    assert desk.read(REQUESTS) == before


def test_a_record_that_is_none_is_a_fault(desk: Desk) -> None:
    desk.edit(REQUESTS, "strength: must\n", "strength: must\nwritten-against: {pupil: yes}\n")
    assert codes(desk)[0] == ("value-wrong-type", REQUESTS)


def test_on_a_terminal_it_asks_and_no_writes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.asking.can_ask", lambda: True)
    before = desk.read(DATA)
    assert desk.type("confirm", "data", answers="no\n").code == 1
    assert desk.read(DATA) == before
    assert desk.type("confirm", "data", answers="yes\n").code == 0
    assert desk.read(DATA) != before


def answering(desk: Desk, patch: pytest.MonkeyPatch, path: str, old: str, new: str) -> None:
    """The next question is answered with yes, after an edit in another window."""

    def answer(_: str) -> str:
        desk.edit(path, old, new)
        return "yes"

    patch.setattr("generator.cli.asking.can_ask", lambda: True)
    patch.setattr("builtins.input", answer)


@pytest.mark.parametrize(
    ("words", "path", "old", "new"),
    [
        (("data",), DATA, "off your own accounts.\n\n# Pupil", "off all accounts.\n\n# Pupil"),
        (("friend-requests",), REQUESTS, "# Pupil", "# Pupil\n\nAsk first."),
        (("friend-requests",), REQUESTS, "# Pupil\n", "# Pupil, secondary\n\nAsk.\n\n# Pupil\n"),
        (("data", "parent"), DATA, "# Parent", "# Parent\n\nAsk first."),
        (("garden", "--school", "hill"), OWN, "Do not pick", "Pick"),
    ],
)
def test_a_wording_changed_within_the_question_is_not_recorded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], path: str, old: str, new: str
) -> None:
    answering(desk, monkeypatch, path, old, new)
    before = desk.read(path)
    ended = desk.type("confirm", *words)
    assert ended.code == 1
    assert "The wording has changed while you read it: run the command again." in ended.err
    assert desk.read(path) == before.replace(old, new)


def test_what_else_was_edited_within_the_question_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(desk, monkeypatch, DATA, "# Parent\n", "# Parent\n\nAsk first.\n")  # shown to nobody who was asked
    assert desk.type("confirm", "data", "pupil").code == 0
    assert "Ask first." in desk.read(DATA) and "written-against" in desk.read(DATA)


@pytest.mark.parametrize("damage", ["titel: x", "- x"])
def test_a_file_damaged_within_the_question_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    answering(desk, monkeypatch, DATA, "---\n\n# Staff", f"{damage}\n---\n\n# Staff")
    ended = desk.type("confirm", "data")
    assert ended.code == 1 and "has faults" in ended.err
    assert "written-against" not in desk.read(DATA)


CHANGES = "changes:\n  - on: 2026-11-01\n    kind: law\n    why: {}\n      The law has changed.\n"


@pytest.mark.parametrize("style", ["|", "|-", ">", ">-"])
def test_front_matter_that_ends_with_a_block_of_text(desk: Desk, style: str) -> None:
    changes = CHANGES.format(style)
    desk.edit(DATA, "---\n\n# Staff", f"{changes}---\n\n# Staff")
    before = desk.read(DATA)
    ended = desk.type("confirm", "data")
    assert ended.code == 0, ended.said
    digits = scalar(sign(before))
    record = f"written-against:\n  pupil: {digits}\n  parent: {digits}\n"
    assert desk.read(DATA) == before.replace(changes, changes + record)
    assert codes(desk) == [("wording-unconfirmed", REQUESTS)]


@pytest.mark.parametrize("words", [("data",), ("--unrecorded",)])
def test_front_matter_without_a_place_for_a_record_is_a_plain_problem(desk: Desk, words: tuple[str, ...]) -> None:
    desk.edit(DATA, "---\n\n# Staff", f"{CHANGES.format('|+')}\n\n---\n\n# Staff")
    before = desk.read(DATA)
    ended = desk.type("confirm", *words)
    assert ended.code == 1
    assert "No record can be added to the names and values of the clause “data”." in ended.err
    assert f'`pupil: "{sign(before)}"`' in " ".join(ended.err.split())
    assert desk.read(DATA) == before


HEXES = st.text("0123456789abcdef", min_size=16, max_size=16)


@given(HEXES, HEXES, st.sampled_from(["", "# above\n", "a: {b: c}  # d\n"]), st.sampled_from(["", "\n# below"]))
def test_a_line_that_is_set_is_the_only_change(one: str, other: str, above: str, below: str) -> None:
    text = f"title: x\n{above}z: [1, 2]{below}"
    first = with_set(with_set(text, ("r", "pupil"), one), ("r", "parent"), one)
    second = with_set(first, ("r", "pupil"), other)
    assert read_yaml(second, "")[0].value == {**read_yaml(text, "")[0].value, "r": {"pupil": other, "parent": one}}
    assert with_set(second, ("r", "pupil"), one) == first
    assert [line for line in second.split("\n") if line.strip(" ")[:3] not in ("r:", "pup", "par")] == text.split("\n")


# --- what drafts say ----------------------------------------------------------------------------------------------


def stale_files(publish: str = "in-force") -> dict[str, str]:
    """Hill with a stale pupil wording of data; parents' is confirmed, and of friend-requests there is no record."""
    record = f"written-against: {{pupil: 0123456789abcdef, parent: {scalar(sign(FILES[DATA]))}}}\neditions"
    return {**edited(DATA, "editions", record), **edited(SCHOOL, "publish: draft", f"publish: {publish}")}


def read(root: Path) -> Workspace:
    return read_workspace(root)[0]


def test_the_edition_marks_what_is_stale_and_its_fingerprint_does_not(tmp_path: Path) -> None:
    marked, plain = read(lay(tmp_path / "a", stale_files())), read(lay(tmp_path / "b"))
    for audience in AUDIENCES:
        edition = compose(marked, marked.schools["hill"], "social-media", audience)
        of_plain = compose(plain, plain.schools["hill"], "social-media", audience)
        stale = [clause.id for clause in edition.clauses() if clause.stale]
        assert stale == ([] if audience == "parent" else ["data"])
        assert from_json(to_json(edition)) == edition
        assert to_json(text_alone(edition)) == to_json(of_plain)
        assert fingerprint(edition) == fingerprint(of_plain)
        assert ('"stale"' in to_json(edition)) == bool(stale)


def marked_in(root: Path, audience: Audience) -> list[str]:
    workspace = read(root)
    edition = compose(workspace, workspace.schools["hill"], "social-media", audience)
    return [clause.id for clause in edition.clauses() if clause.stale]


@pytest.mark.parametrize("audience", ["pupil", "staff"])
def test_a_wording_of_the_schools_own_is_not_stale(tmp_path: Path, audience: Audience) -> None:
    own = "---\nreason: Shorter.\nreplaces: {pupil: 0123456789abcdef}\n---\n\n# Pupil\n\nTell nobody.\n"
    assert marked_in(lay(tmp_path / "plain", stale_files()), audience) == ["data"]
    root = lay(tmp_path / "own", {**stale_files(), "schools/hill/clauses/data.md": own})
    assert marked_in(root, audience) == []


@pytest.mark.parametrize(("parent", "stale"), [("own", []), ("{same-as: pupil}", ["data"])])
def test_staff_are_told_only_of_what_readers_of_the_policy_get(tmp_path: Path, parent: str, stale: list[str]) -> None:
    policy = "content/policies/social-media/policy.yml"
    files = {**stale_files(), policy: FILES[policy] + "audiences: [staff, parent]\n"}
    text, _, of_parents = files[DATA].partition("\n# Parent")
    text = text.replace("parent: own", f"parent: {parent}")
    files[DATA] = text + (f"\n# Parent{of_parents}" if parent == "own" else "")
    assert marked_in(lay(tmp_path, files), "staff") == stale


@pytest.mark.parametrize("publish", ["in-force", "draft"])
def test_only_the_internal_tree_says_so_and_no_paper(tmp_path: Path, publish: str) -> None:
    root, out = lay(tmp_path / "marked", stale_files(publish)), tmp_path / "site"
    assert build(BuildOrder(root, out, TODAY, jobs=1)).published
    plain, other = lay(tmp_path / "plain", edited(SCHOOL, "publish: draft", f"publish: {publish}")), tmp_path / "other"
    assert build(BuildOrder(plain, other, TODAY, jobs=1)).published
    texts = {file.relative_to(out).as_posix(): file.read_bytes() for file in files_of(out)}
    differ = {path for path, content in texts.items() if content != (other / path).read_bytes()}
    says = {path for path, content in texts.items() if NOTICE.encode() in content}
    staff = {path for path, content in texts.items() if STAFF_NOTICE.encode() in content}
    pages = {"social-media/papers/index.html", "social-media/whole/index.html", "search/search_index.json"}
    assert staff == {f"internal/hill/staff/{page}" for page in pages}
    assert says == (set() if publish == "draft" else {f"internal/hill/pupil/{page}" for page in pages})
    assert {path for path in differ if not path.startswith(".")} == says | staff


def test_a_build_after_a_change_says_so_as_a_fresh_one_and_so_does_the_preview(tmp_path: Path) -> None:
    recorded = edited(DATA, "editions", f"written-against: {{pupil: {scalar(sign(FILES[DATA]))}}}\neditions")
    root = lay(tmp_path / "p", {**recorded, **edited(SCHOOL, "publish: draft", "publish: in-force")})
    out, page = tmp_path / "site", "internal/hill/pupil/social-media/papers/index.html"
    order = BuildOrder(root, out, TODAY, jobs=1, store=tmp_path / "store")
    assert build(order).published
    live = Live(LiveOrder(root, tmp_path / "live", today=TODAY))
    live.refresh()
    before = live.content(page)
    assert isinstance(before, bytes) and NOTICE.encode() not in before == (out / page).read_bytes()
    text = (root / DATA).read_text()
    (root / DATA).write_text(text.replace("off your own accounts", "off all accounts", 1))
    live.refresh([DATA])
    report = build(order)
    assert NOTICE.encode() in (out / page).read_bytes() == live.content(page)
    assert [problem.code for problem in report.problems] == ["wording-unconfirmed", "wording-stale"]
    assert live.problems == report.problems
    assert build(replace(order, out=tmp_path / "fresh", store=None)).published
    for file in files_of(tmp_path / "fresh"):
        path = file.relative_to(tmp_path / "fresh")
        if not path.name.startswith("."):
            assert (out / path).read_bytes() == file.read_bytes(), path
    live.close(1)


def test_sites_of_equal_schools_share_their_sections(tmp_path: Path) -> None:
    """What is written once for many schools stays one object: staleness is the library's, not the school's."""
    hill = FILES[SCHOOL]
    vale = hill.replace("Hill", "Vale").replace("hill", "vale").replace("960001", "960002")
    workspace = read(lay(tmp_path, {**stale_files(), "schools/vale/school.yml": vale}))
    pupils = [audience_sites(workspace, school, ("pupil",))[0].editions[0] for school in workspace.schools.values()]
    assert pupils[0].sections[1] is pupils[1].sections[1]
