"""Own wordings, clauses added and clauses left out: what is written, what is refused, and what stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from commanding import Desk
from hill import FILES, edited, lay

from generator.formats.clause_file import read_clause, read_own_wording
from generator.formats.wording import wording_hash
from generator.library import read_workspace
from generator.publish import Stage, workspace_folder

SCHOOL = "schools/hill/school.yml"
COMMENTED = FILES[SCHOOL].replace("nation: wales\n", "nation: wales   # since 1999\n# What we take\n")
GROUP = """\
name: Example Valley Council
kind: council
nation: wales
ask: the council’s policy officer
locks: {friend-requests: locked}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(lay(tmp_path, {SCHOOL: COMMENTED}), monkeypatch, capsys)


@pytest.fixture
def bound_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """In a council that has fixed a clause."""
    member = edited(SCHOOL, "phase: primary\n", "phase: primary\ngroup: valley\n")
    return Desk(lay(tmp_path, {**member, "schools/groups/valley.yml": GROUP}), monkeypatch, capsys)


# --- reword -------------------------------------------------------------------------------------------------------


def test_reword_writes_the_library_text_to_change_and_to_compare_with(desk: Desk) -> None:
    ended = desk.type("reword", "hill", "friend-requests", "--reason", "We: say it shorter")
    assert ended.code == 0, ended.said
    text = desk.read("schools/hill/clauses/friend-requests.md")
    front = text.split("---\n")[1]
    library = "Staff of {{ school.name }} must turn down friend requests from pupils on social media."
    assert f"\n#     {library}\n" in front
    assert f"# Staff\n\n{library}\n\n# Pupil\n" in text
    assert "# Parent" not in text  # the parent edition reads the pupils' wording


def test_reword_keeps_the_hash_of_each_wording_that_it_replaces(desk: Desk) -> None:
    desk.type("reword", "hill", "friend-requests", "--reason", "Shorter", "--today", "2026-11-19")
    text = desk.read("schools/hill/clauses/friend-requests.md")
    own, problems = read_own_wording("friend-requests", text, "x.md")
    clause, _ = read_clause("friend-requests", FILES["content/clauses/contact/friend-requests.md"], "y.md")
    assert own and clause and problems == ()
    assert own.replaces == {audience: wording_hash(clause.wordings[audience]) for audience in ("staff", "pupil")}
    assert (own.reason, own.worded_on) == ("Shorter", "2026-11-19")
    assert {name: text.source for name, text in own.wordings.items()} == {
        name: text.source for name, text in clause.wordings.items()
    }


def test_a_wording_that_was_not_changed_gets_a_warning(desk: Desk) -> None:
    desk.type("reword", "hill", "data", "--audience", "pupil", "--reason", "Shorter")
    ended = desk.type("check", "--today", "2026-11-20")
    assert ended.code == 0
    assert "warning own-wording-same: the school’s own pupil wording of “data” says just what" in ended.out


def test_the_comment_is_in_no_edition(desk: Desk) -> None:
    desk.type("reword", "hill", "data", "--audience", "pupil", "--reason", "Shorter")
    path = "schools/hill/clauses/data.md"
    before, _, _ = desk.read(path).rpartition("# Pupil")
    (desk.root / path).write_text(f"{before}# Pupil\n\nTell nobody where you live.\n", "utf-8")
    workspace, problems = read_workspace(desk.root)
    assert problems == ()
    assert [text.source for text in workspace.schools["hill"].own_wordings["data"].wordings.values()] == [
        "Tell nobody where you live."
    ]


def test_reword_takes_the_number_of_an_edition_and_asks_why(desk: Desk) -> None:
    ended = desk.type("reword", "hill", "pupil 2.1", "--audience", "pupil", answers="\nBecause we can\n")
    assert ended.code == 0, ended.said
    assert "Why does the school word it itself?" in ended.out
    assert "reason: Because we can\n" in desk.read("schools/hill/clauses/data.md")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("hill", "staff 9.9"), 2, "has no clause 9.9"),
        (("hill", "frend-requests"), 2, "Did you mean “friend-requests”?"),
        (("hil", "data"), 2, "Did you mean “hill”?"),
        (("hill", "personal-numbers", "--audience", "pupil"), 1, "Reword it for staff or parent"),
        (("hill", "data", "--reason", " "), 2, "--reason: An answer is needed"),
        (("hill", "data"), 2, "--reason is needed"),
    ],
)
def test_what_reword_cannot_do_it_says_plainly(desk: Desk, words: tuple[str, ...], code: int, message: str) -> None:
    ended = desk.type("reword", *words)
    assert ended.code == code, ended.said
    assert message in ended.err
    assert not (desk.root / "schools/hill/clauses").exists()


def test_reword_never_writes_over_a_wording(desk: Desk) -> None:
    desk.type("reword", "hill", "data", "--reason", "Shorter")
    before = desk.read("schools/hill/clauses/data.md")
    ended = desk.type("reword", "hill", "data", "--reason", "Longer")
    assert ended.code == 1
    assert "itself already" in ended.err
    assert desk.read("schools/hill/clauses/data.md") == before


@pytest.mark.parametrize("command", ["reword", "leave-out"])
def test_a_clause_that_a_group_fixed_is_refused_naming_who_and_whom_to_ask(bound_desk: Desk, command: str) -> None:
    ended = bound_desk.type(command, "hill", "friend-requests", "--reason", "We want to")
    assert ended.code == 1
    change = {"reword": "word it itself", "leave-out": "leave it out"}[command]
    assert f"is fixed by Example Valley Council: a school cannot {change}." in ended.err
    assert "Ask the council’s policy officer" in ended.err
    assert "schools/groups/valley.yml:5:" in ended.err
    assert bound_desk.read(SCHOOL).count("leave-out") == 0


# --- leave-out ----------------------------------------------------------------------------------------------------


def test_leave_out_writes_one_place_and_keeps_every_comment(desk: Desk) -> None:
    ended = desk.type("leave-out", "hill", "data", "--reason", 'It is "covered" elsewhere: #1')
    assert ended.code == 0, ended.said
    new = '  social-media:\n    leave-out:\n      - clause: data\n        reason: "It is \\"covered\\" elsewhere: #1"\n'
    assert desk.read(SCHOOL) == COMMENTED.replace("  social-media: {}\n", new)
    workspace, _ = read_workspace(desk.root)
    assert [(out.clause, out.reason) for out in workspace.schools["hill"].policies["social-media"].left_out] == [
        ("data", 'It is "covered" elsewhere: #1')
    ]


def test_leave_out_names_every_edition_that_loses_the_clause(desk: Desk) -> None:
    ended = desk.type("leave-out", "hill", "pupil 1.1", "--reason", "One")
    assert ended.code == 0, ended.said
    assert " in all three editions (staff 1.1, pupil 1.1, parent 1.1), says" in ended.out
    ended = desk.type("leave-out", "hill", "related", "--reason", "Two")
    assert " in the staff edition, the only one that holds it (staff 2.1), says" in ended.out
    ended = desk.type("leave-out", "hill", "personal-numbers", "--reason", "Three")
    assert " in 2 editions (staff 1.1, parent 1.1), says" in ended.out


def test_a_second_clause_left_out_joins_the_first(desk: Desk) -> None:
    desk.type("leave-out", "hill", "data", "--reason", "One")
    assert desk.type("leave-out", "hill", "related", "--reason", "Two").code == 0
    workspace, _ = read_workspace(desk.root)
    left_out = workspace.schools["hill"].policies["social-media"].left_out
    assert [out.clause for out in left_out] == ["data", "related"]
    ended = desk.type("leave-out", "hill", "data", "--reason", "Again")
    assert ended.code == 1
    assert "leaves the clause “data” out" in ended.err


def test_windows_line_ends_and_a_byte_order_mark_stay(desk: Desk) -> None:
    (desk.root / SCHOOL).write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode())
    assert desk.type("leave-out", "hill", "data", "--reason", "One").code == 0
    content = (desk.root / SCHOOL).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf#") or content.startswith(b"\xef\xbb\xbfname")
    assert content.count(b"\n") == content.count(b"\r\n") == COMMENTED.count("\n") + 3


# --- add ----------------------------------------------------------------------------------------------------------


def test_add_writes_the_clause_and_places_it(desk: Desk) -> None:
    ended = desk.type(
        *("add", "hill", "--after", "staff 1.1", "--title", "Class pages & blogs"),
        *("--own", "staff=Two members of staff open a class page.", "--withhold", "pupil=Only staff: open them"),
        *("--same-as", "parent=staff"),
    )
    assert ended.code == 0, ended.said
    text = desk.read("schools/hill/clauses/class-pages-blogs.md")
    clause, problems = read_clause("class-pages-blogs", text, "x.md")
    assert clause and problems == ()
    assert (clause.lock, clause.titles["staff"].source) == ("local", "Class pages & blogs")
    assert clause.treatments["pupil"].reason == "Only staff: open them"
    assert clause.wording_for("parent").source == "Two members of staff open a class page."  # type: ignore[union-attr]
    new = "  social-media:\n    add:\n      - clause: class-pages-blogs\n        after: friend-requests\n"
    assert desk.read(SCHOOL) == COMMENTED.replace("  social-media: {}\n", new)


DATA = "content/clauses/papers/data.md"


def test_add_says_in_which_editions_a_section_begins_with_the_clause(desk: Desk) -> None:
    pupils = "\n# Pupil\n\nKeep your address to yourself.\n"
    data = FILES[DATA].replace("pupil: own", 'pupil: {withheld: "for adults"}').replace(pupils, "")
    (desk.root / DATA).write_text(data, encoding="utf-8")
    ended = desk.type("add", "hill", "--after", "related", "--title", "One", *own("staff", "pupil", "parent"))
    assert ended.code == 0, ended.said
    assert "The pupil edition had no section “Other papers”: it gets one, with this clause alone" in ended.out
    assert "The parent edition had" not in ended.out
    ended = desk.type("add", "hill", "--after", "one", "--title", "Two", *own("staff", "pupil", "parent"))
    assert "edition had no section" not in ended.out


def test_a_clause_can_stand_after_one_that_was_added(desk: Desk) -> None:
    for title, after in (("One", "data"), ("Two", "one")):
        ended = desk.type("add", "hill", "--after", after, "--title", title, *own("staff", "pupil", "parent"))
        assert ended.code == 0, ended.said
    assert desk.type("reword", "hill", "staff 2.4", "--reason", "x").err.startswith("“Two” (two) is the school’s own")


def test_add_asks_what_is_not_given(desk: Desk) -> None:
    answers = "Class pages\n1\nTwo members of staff open one.\n4\nOnly staff open them\nstaff\n"
    ended = desk.type("add", "hill", "--after", "data", answers=answers)
    assert ended.code == 0, ended.said
    clause, _ = read_clause("class-pages", desk.read("schools/hill/clauses/class-pages.md"), "x.md")
    assert clause is not None
    assert [clause.treatments[audience].kind for audience in ("staff", "pupil", "parent")] == [
        "own",
        "withheld",
        "same-as",
    ]


def own(*audiences: str) -> list[str]:
    return [word for audience in audiences for word in ("--own", f"{audience}=Some words.")]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--title", "Data", *own("staff", "pupil", "parent")), 1, "there is a clause with the id “data” already"),
        (("--title", "New", "--id", "CON", *own("staff", "pupil", "parent")), 1, "reserved name"),
        (("--title", "…", *own("staff", "pupil", "parent")), 1, "must begin with a small letter"),
        (("--title", "New", *own("staff")), 2, "How each audience is treated must be decided"),
        (("--title", "New", *own("staff", "pupil"), "--same-as", "parent=parents"), 2, "no audience"),
        (("--title", "New", *own("staff", "staff")), 2, "given twice"),
        (("--title", "New", *own("staff"), "--withhold", "pupil", "--same-as", "parent=staff"), 2, "needs a reason"),
        (("--title", "New", *own("staff"), "--withhold", "pupil=x", "--same-as", "parent=pupil"), 1, "no wording of"),
    ],
)
def test_what_add_cannot_do_it_says_plainly(desk: Desk, words: tuple[str, ...], code: int, message: str) -> None:
    ended = desk.type("add", "hill", "--after", "data", *words)
    assert ended.code == code, ended.said
    assert message.casefold() in ended.err.casefold()
    assert desk.read(SCHOOL) == COMMENTED
    assert not (desk.root / "schools/hill/clauses").exists()


# --- the machine --------------------------------------------------------------------------------------------------


def test_while_another_command_writes_nothing_is_written(desk: Desk) -> None:
    with Stage(workspace_folder(desk.root)):
        ended = desk.type("leave-out", "hill", "data", "--reason", "One")
    assert ended.code == 2
    assert "Another Policypress command" in ended.err
    assert desk.read(SCHOOL) == COMMENTED


def test_nothing_is_left_beside_what_was_written(desk: Desk) -> None:
    desk.type("reword", "hill", "data", "--reason", "Shorter")
    assert sorted(file.name for file in desk.root.iterdir()) == ["content", "mkdocs.yml", "schools"]
