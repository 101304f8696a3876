"""Commands as a user types them: exit codes, plain lines in a pipe, JSON, help, and faults without a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click import Context
from commanding import Desk
from hill import edited, lay

import generator.pipeline.checking
from generator.cli.main import main, policypress
from generator.publish import Stage, output_folder, workspace_folder

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "schools/hill/school.yml"
TODAY = ("--today", "2026-11-20")
COMMANDS = "check build serve export values languages readability explain new reword add leave-out confirm".split()
COMMANDS += "compare adopt review correct note ratify revert withdraw due compose schema".split()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(lay(tmp_path), monkeypatch, capsys)


def program(*words: str, where: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """The program itself, in a pipe, as a script calls it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)


# --- help ---------------------------------------------------------------------------------------------------------


def test_help_is_quick_and_lists_every_command(tmp_path: Path) -> None:
    seconds = []
    for _ in range(3):
        started = time.monotonic()
        done = program("--help", where=tmp_path)
        seconds.append(time.monotonic() - started)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.split("Commands:\n")[1].splitlines()] == COMMANDS
    assert "..." not in done.stdout.split("Commands:\n")[1]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "new"])
def test_help_of_a_command_teaches(desk: Desk, name: str) -> None:
    ended = desk.type(name, "--help")
    assert ended.code == 0
    assert f"policypress {name}" in ended.out.split("Examples:")[1]
    assert "130" in ended.out.split("Exit codes:")[1]


def test_no_heavy_library_is_loaded_before_it_is_needed() -> None:
    code = "import sys, generator.cli.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    heavy = {"mkdocs", "typst", "pydantic", "ruamel.yaml", "jinja2", "rich.console", "generator.pipeline"}
    assert heavy & set(done.stdout.split()) == set()


# --- check --------------------------------------------------------------------------------------------------------


def test_check_of_a_sound_folder(desk: Desk) -> None:
    ended = desk.type("check", *TODAY)
    assert ended.code == 0
    assert ended.out.startswith("Checked 1 school and 4 clauses in ")
    assert ended.err == ""


def test_check_prints_place_severity_code_message_and_hint(desk: Desk) -> None:
    desk.edit(SCHOOL, "policies.related", "policies.relatd")
    ended = desk.type("check", *TODAY)
    assert ended.code == 1
    lines = ended.out.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{SCHOOL}:10:3: error value-unknown: "))
    assert lines[at + 1] == "    Did you mean “policies.related”?"
    assert lines[-1].endswith(": 2 faults.")


def test_check_as_json(desk: Desk) -> None:
    desk.edit(SCHOOL, "policies.related", "policies.relatd")
    ended = desk.type("check", "--json", *TODAY)
    assert ended.code == 1
    told = json.loads(ended.out)
    assert (told["faults"], told["warnings"], told["schools"], told["clauses"]) == (2, 0, 1, 4)
    problem = next(problem for problem in told["problems"] if problem["code"] == "value-unknown")
    assert (problem["path"], problem["line"], problem["column"]) == (SCHOOL, 10, 3)
    assert problem["severity"] == "error" and problem["school"] == "hill" and problem["see"] == []


def test_check_of_one_school_counts_the_others(desk: Desk) -> None:
    hill = desk.read(SCHOOL)
    (desk.root / "schools/mill").mkdir()
    mill = hill.replace("Hill", "Mill").replace("policies.related", "policies.relatd").replace("960001", "960002")
    mill = mill.replace("hill.example", "mill.example")
    (desk.root / "schools/mill/school.yml").write_text(mill, "utf-8")
    assert desk.type("check", *TODAY).code == 1
    ended = desk.type("check", "--school", "hill", *TODAY)
    assert ended.code == 0, ended.said
    assert "mill" not in ended.out
    assert "problems in other schools: `policypress check` names them." in ended.out.splitlines()[-1]
    told = json.loads(desk.type("check", "--school", "hill", "--json", *TODAY).out)
    assert (told["faults"], told["schools"], told["elsewhere"] > 0) == (0, 1, True)
    both = desk.type("check", "--school", "hill", "--school", "mill", *TODAY)
    assert (both.code, "in other schools" in both.out) == (1, False)
    desk.edit("content/clauses/papers/data.md", "title: Personal information\n", "")
    assert desk.type("check", "--school", "hill", *TODAY).code == 1, "the library's faults are everybody's"
    assert "there is no school “hil”" in desk.type("check", "--school", "hil", *TODAY).out


MORE = "More may appear once these are mended."


@pytest.mark.parametrize(
    ("old", "new", "more"),
    [
        ("phase: primary", "phase: [primary", True),
        ("phase: primary", "phase: big", True),
        ("phase: primary", "phase: primary\nfase: primary", True),
        ("policies.related", "policies.relatd", False),
    ],
)
def test_more_may_appear_after_faults_in_a_shape(desk: Desk, old: str, new: str, more: bool) -> None:
    desk.edit(SCHOOL, old, new)
    for words in (("check",), ("check", "--school", "hill"), ("build",)):
        ended = desk.type(*words, *TODAY)
        assert ended.code == 1
        assert (ended.out.splitlines()[-1] == MORE) is more, ended.out


def test_every_code_of_a_shape_is_known() -> None:
    from generator.checks.codes import CODES
    from generator.cli.screen import SHAPE

    assert set(CODES) >= SHAPE


def test_a_file_cannot_command_the_terminal(desk: Desk) -> None:
    """An escape code in a file's name or text would colour or hide what is said about it."""
    (desk.root / "content/clauses/papers/\x1b[31mred.md").write_text("no front matter", "utf-8")
    ended = desk.type("check", *TODAY)
    assert ended.code == 1
    assert "red.md" in ended.out
    assert "\x1b" not in ended.said


# --- the policy folder --------------------------------------------------------------------------------------------


def test_the_policy_folder_is_found_upwards(desk: Desk) -> None:
    assert desk.type("check", *TODAY, where=desk.root / "content/clauses/papers").code == 0


def test_outside_a_policy_folder_every_command_says_what_to_do(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for words in (("check",), ("build",), ("values", "hill"), ("schema",), ("new", "school"), ("serve",)):
        ended = desk.type(*words, where=elsewhere)
        assert ended.code == 2
        assert "There is no policy folder here" in ended.err
        assert "policypress new workspace" in ended.err
    ended = desk.type("check", "--workspace", str(elsewhere))
    assert ended.code == 2
    assert "is no policy folder" in ended.err
    assert desk.type("check", "--workspace", str(desk.root), *TODAY, where=elsewhere).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("chek",),
        ("check", "--no-such"),
        ("check", "--today", "tomorrow"),
        ("build", "--audience", "staffs"),
        ("build", "--jobs", "0"),
        ("build", "--draft"),
        ("values",),
        ("values", "nobody"),
        ("explain", "no-such-code"),
        ("schema", "--stdout", "nothing"),
        ("compose", "hill", "staff"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(desk: Desk, words: tuple[str, ...]) -> None:
    ended = desk.type(*words)
    assert ended.code == 2
    assert ended.err.strip() and not ended.out


def test_an_interrupted_command_is_finished_by_the_next_of_any_kind(desk: Desk) -> None:
    site = output_folder(desk.root / "site", workspace=desk.root)
    for output, path in ((workspace_folder(desk.root), "schools/note.txt"), (site, "public/note.txt")):
        home = output.home()
        stage = Stage(output)
        stage.__enter__()  # never left: as if the computer had gone off
        stage.write(path, b"half done")
        stage._held.close()
        assert list(home.glob("stage-*"))
        ended = desk.type("values", "hill")
        assert ended.code == 0
        assert "interrupted" in ended.err
        assert not home.exists()


# --- faults that are not the user's -------------------------------------------------------------------------------


def test_our_own_fault_is_called_ours_and_shows_no_traceback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("edition")

    monkeypatch.setattr(generator.pipeline.checking, "look_over", broken)
    ended = desk.type("check")
    assert ended.code == 2
    assert "our fault, not yours (KeyError: 'edition')" in ended.err
    assert len(ended.err.splitlines()) == 2


def test_debug_shows_the_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("edition")

    monkeypatch.chdir(lay(tmp_path))
    monkeypatch.setattr(generator.pipeline.checking, "look_over", broken)
    for words, setting in ((["check", "--debug"], ""), (["--debug", "check"], ""), (["check"], "1")):
        monkeypatch.setenv("POLICYPRESS_DEBUG", setting)
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert "Traceback" in capsys.readouterr().err


def test_a_file_that_the_computer_refuses_is_one_line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "content/x.md")

    monkeypatch.setattr(generator.pipeline.checking, "look_over", refused)
    ended = desk.type("check")
    assert (ended.code, ended.err) == (2, "The computer could not read or write content/x.md: Permission denied.\n")


def test_ctrl_c_ends_with_130(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generator.pipeline.checking, "look_over", interrupted)
    ended = desk.type("check")
    assert ended.code == 130
    assert ended.err == "Stopped; nothing was left half done.\n"


def test_ctrl_c_at_a_question_keeps_the_answers(tmp_path: Path) -> None:
    root = lay(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "generator", "new", "school", "mill"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, env=environment, text=True, **pipes) as running:
        assert running.stdin and running.stdout
        running.stdin.write("Mill Example School\n")
        running.stdin.flush()
        while "In which nation" not in running.stdout.readline():
            pass
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
    assert running.returncode == 130
    assert "name: Mill Example School" in (root / "schools/mill/school.yml").read_text("utf-8")


def test_a_closed_pipe_is_no_fault_of_ours(tmp_path: Path) -> None:
    root = lay(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "explain"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, env=environment, **pipes) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


# --- values, schema, compose, explain -----------------------------------------------------------------------------

GROUP = """\
name: Example Valley Council
kind: council
ask: the policy officer
values:
  head.title: {fixed: head teacher}
"""


@pytest.fixture
def bound_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    member = edited(SCHOOL, "phase: primary\n", "phase: primary\ngroup: valley\n")
    return Desk(lay(tmp_path, {**member, "schools/groups/valley.yml": GROUP}), monkeypatch, capsys)


def test_values_in_a_pipe_is_a_row_a_line(bound_desk: Desk) -> None:
    ended = bound_desk.type("values", "hill")
    assert ended.code == 0
    rows = [line.split("\t") for line in ended.out.splitlines()]
    assert rows[0] == ["Detail", "Value", "Comes from", "Written in"]
    assert rows[1] == ["school.name", "Hill Example School", "profile of the school", f"{SCHOOL}:1:1"]
    assert rows[2] == ["head.title", "head teacher", "Example Valley Council (fixed)", "schools/groups/valley.yml:5:3"]
    assert rows[3][:3] == ["policies.related", "Code of conduct; Complaints policy", "school"]


def test_values_names_what_is_missing_with_its_question(desk: Desk) -> None:
    desk.edit(SCHOOL, "  policies.related: [Code of conduct, Complaints policy]\n", "  {}\n")
    told = json.loads(desk.type("values", "hill", "--json").out)
    missing = next(detail for detail in told["details"] if detail["source"] == "missing")
    assert (missing["name"], missing["value"]) == ("policies.related", None)
    assert missing["says"] == "missing: Which policies belong to this one?"
    library = next(detail for detail in told["details"] if detail["source"] == "library")
    assert (library["name"], library["value"]) == ("head.title", "headteacher")
    assert library["path"] == "content/variables.yml"


def test_values_calls_nothing_missing_that_is_filled_in_by_hand(desk: Desk) -> None:
    of_related = "example: [Code of conduct], blank: insert policies"
    desk.edit("content/variables.yml", of_related, f"{of_related}, by-hand: true")
    desk.edit(SCHOOL, "  policies.related: [Code of conduct, Complaints policy]\n", "  {}\n")
    told = json.loads(desk.type("values", "hill", "--json").out)
    (by_hand,) = [detail for detail in told["details"] if detail["name"] == "policies.related"]
    assert (by_hand["value"], by_hand["source"], by_hand["says"]) == (None, "by-hand", "filled in by hand")
    assert "To be typed" not in desk.type("values", "hill").said


def test_values_of_a_school_with_faults_says_where(desk: Desk) -> None:
    (desk.root / SCHOOL).write_text("nation: [", "utf-8")
    ended = desk.type("values", "hill")
    assert ended.code == 1
    assert "policypress check" in ended.err


def test_schema_writes_all_kinds_and_prints_one(desk: Desk) -> None:
    ended = desk.type("schema")
    assert ended.code == 0
    written = sorted(file.name for file in (desk.root / "content/schemas").iterdir())
    assert "school.schema.json" in written and len(written) == 21
    printed = desk.type("schema", "--stdout", "school").out
    assert printed == desk.read("content/schemas/school.schema.json")
    assert json.loads(printed)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_explain_prints_the_rule_with_examples(desk: Desk) -> None:
    ended = desk.type("explain", "value-missing")
    assert ended.code == 0
    assert "Not so:" in ended.out and "But so:" in ended.out
    assert "Did you mean “value-missing”?" in desk.type("explain", "value-mising").err
    assert "value-missing: " in desk.type("explain").out


def test_compose_writes_a_project_of_its_own(desk: Desk) -> None:
    ended = desk.type("compose", "hill", "pupil", "--policy", "social-media", "--out", "build/project", *TODAY)
    assert ended.code == 0, ended.said
    assert (desk.root / "build/project/mkdocs.yml").is_file()
    ended = desk.type("compose", "hill", "pupil", "--policy", "nothing", "--out", "build/other", *TODAY)
    assert ended.code == 1
    assert not (desk.root / "build/other").exists()


# --- build --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    root = lay(tmp_path_factory.mktemp("built"))
    return root, program("build", *TODAY, where=root)


def test_build_in_a_pipe_prints_plain_lines_and_a_summary(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, done = built
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert "Publishing" in lines
    assert lines[-1].startswith("Published 1 school to site in ")
    assert "\x1b" not in done.stdout and "\r" not in done.stdout
    assert (root / "site/public/hill/pupil/index.html").is_file()


def test_build_as_json_prints_json_alone(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    root, _ = built
    done = program("build", "--json", *TODAY, where=root)
    told = json.loads(done.stdout)
    assert (told["published"], told["schools"], told["changed"], told["faults"]) == (True, ["hill"], 0, 0)
    assert told["pages"] > 10 and told["pdfs"] == 7 and told["seconds"] > 0


def test_colours_come_when_asked_for_and_never_with_no_color(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    root, _ = built
    assert "\x1b[" in program("check", where=root, FORCE_COLOR="1").stdout
    assert "\x1b[3" not in program("check", where=root, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_build_with_faults_publishes_nothing_and_says_so(tmp_path: Path) -> None:
    root = lay(tmp_path, edited(SCHOOL, "policies.related", "policies.relatd"))
    done = program("build", *TODAY, where=root)
    assert done.returncode == 1
    assert f"{SCHOOL}:10:3: error value-unknown" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Nothing was published: 2 faults")
    assert not (root / "site").exists()


def test_build_never_writes_into_a_folder_of_the_users(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / "mine").mkdir()
    (root / "mine/letter.txt").write_text("Dear all", "utf-8")
    for out in ("mine", "content/site", "."):
        done = program("build", "--out", out, *TODAY, where=root)
        assert done.returncode == 2, done.stdout
        assert "--out" in done.stderr and "Traceback" not in done.stderr
    assert [file.name for file in (root / "mine").iterdir()] == ["letter.txt"]


def test_every_command_has_its_test_here_or_beside() -> None:
    assert policypress.list_commands(Context(policypress)) == COMMANDS


def test_errors_come_before_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {
        **edited("content/clauses/papers/data.md", "own accounts.", "“own” accounts, don't."),
        **edited(SCHOOL, "policies.related", "policies.relatde"),
    }
    ended = Desk(lay(tmp_path, {**changes}), monkeypatch, capsys).type("check", *TODAY)
    kinds = [line.split(": ")[1].split(" ")[0] for line in ended.out.splitlines() if line[:1].islower()]
    assert kinds == sorted(kinds) and set(kinds) == {"error", "warning"}
