"""`policypress readability`, typed in a policy folder, in one with a history, and with nothing to compare."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from commanding import Desk
from miniature import lay_out

KIND = "content/clauses/conduct/be-kind.md"
HARD = "You should comply, and be kind to everybody whom you meet, on the way to school and on the way home."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(lay_out("", tmp_path / "folder"), monkeypatch, capsys)


def git(folder: Path, *words: str) -> None:
    settings = ["-c", "user.name=Tester", "-c", "user.email=tester@example.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *settings, *words], check=True, capture_output=True)


def rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines() if "\t" in line]


def test_the_library_by_audience_then_its_hardest_clauses(desk: Desk) -> None:
    ended = desk.type("readability")
    assert ended.code == 0
    assert rows(ended.out) == [
        ["Edition", "Clauses", "Sentences", "Mean", "Longest", "Rare words", "Beyond"],
        ["pupil", "2", "2", "5.0", "6", "0", "0"],
        ["pupil-secondary", "2", "2", "5.0", "6", "0", "0"],
        ["parent", "2", "2", "7.0", "8", "0", "0"],
        ["staff", "4", "4", "6.0", "8", "–", "0"],
        ["Edition", "Clause", "Sentences", "Mean", "Longest", "Rare words", "Where"],
        ["pupil", "report-it", "1", "6.0", "6", "–", "content/clauses/conduct/report-it.md:13:1"],
        ["pupil", "be-kind", "1", "4.0", "4", "–", f"{KIND}:12:1"],
        ["pupil-secondary", "report-it", "1", "6.0", "6", "–", "content/clauses/conduct/report-it.md:13:1"],
        ["pupil-secondary", "be-kind", "1", "4.0", "4", "–", f"{KIND}:12:1"],
        ["parent", "be-kind", "1", "8.0", "8", "–", f"{KIND}:8:1"],
        ["parent", "report-it", "1", "6.0", "6", "–", "content/clauses/conduct/report-it.md:9:1"],
        ["staff", "be-kind", "1", "8.0", "8", "–", f"{KIND}:8:1"],
        ["staff", "report-it", "1", "6.0", "6", "–", "content/clauses/conduct/report-it.md:9:1"],
        ["staff", "tone-must", "1", "5.0", "5", "–", "content/clauses/conduct/tone-must.md:8:1"],
        ["staff", "tone-should", "1", "5.0", "5", "–", "content/clauses/conduct/tone-should.md:8:1"],
    ]


def test_a_school_with_its_own_words(desk: Desk) -> None:
    front = "---\nreason: Ours.\nreplaces: {pupil: a85b72b385c19179}\n---\n\n# Pupil\n\n"
    (desk.root / "schools/example/clauses").mkdir()
    (desk.root / "schools/example/clauses/be-kind.md").write_text(f"{front}{HARD}\n", "utf-8")
    ended = desk.type("readability", "example", "--json")
    assert ended.code == 0
    told = json.loads(ended.out)
    assert [(one["edition"], one["clauses"]) for one in told["editions"]] == [("pupil", 2), ("parent", 2), ("staff", 3)]
    (kind,) = [row for row in told["clauses"] if (row["edition"], row["clause"]) == ("pupil", "be-kind")]
    assert kind == {
        "school": "example",
        "policy": "kindness",
        "edition": "pupil",
        "clause": "be-kind",
        "path": "schools/example/clauses/be-kind.md",
        "line": 8,
        "sentences": 1,
        "mean": 21.0,
        "longest": 21,
        "rare": ["comply"],
        "beyond": True,
        "harder": None,
    }
    shown = desk.type("readability", "example").out
    assert "\tbe-kind\t1\t21.0!\t21\tcomply\t" in shown
    assert shown.splitlines()[-1].startswith("! beyond the limits")


def test_what_got_harder_since_a_revision(desk: Desk) -> None:
    git(desk.root.parent, "init", "-q")
    git(desk.root.parent, "add", ".")
    git(desk.root.parent, "commit", "-q", "-m", "First")
    git(desk.root.parent, "tag", "first")
    desk.edit(KIND, "You should be kind.", HARD)
    (desk.root / "content/clauses/new-one.md").write_text(desk.read(KIND), "utf-8")
    ended = desk.type("readability", "--since", "first")
    assert ended.code == 0, ended.said
    assert rows(ended.out)[0][-1] == "Harder"
    assert [row[-1] for row in rows(ended.out)[1:5]] == ["1", "1", "0", "0"]
    got = "mean 4.0 → 21.0; longest 4 → 21; new rare words: comply"
    assert rows(ended.out)[5:8] == [
        ["Edition", "Clause", "What got harder", "Where"],
        ["pupil", "be-kind", got, f"{KIND}:12:1"],
        ["pupil-secondary", "be-kind", "mean 4.0 → 21.0; longest 4 → 21; new rare words: comply", f"{KIND}:12:1"],
    ]
    desk.edit(KIND, HARD, "Be kind.")
    assert "Harder since first: 0 clauses" in desk.type("readability", "--since", "first").out


def test_what_got_harder_beside_another_folder(desk: Desk) -> None:
    shutil.copytree(desk.root, desk.root.parent / "older")
    desk.edit(KIND, "You should be kind.", HARD)
    ended = desk.type("readability", "example", "--since", "../older", "--json")
    assert ended.code == 0, ended.said
    flagged = [row for row in json.loads(ended.out)["clauses"] if row["harder"]]
    assert [(row["edition"], row["harder"]) for row in flagged] == [
        ("pupil", {"mean": 4.0, "longest": 4, "words": ["comply"]})
    ]
    shutil.rmtree(desk.root.parent / "older/schools")
    ended = desk.type("readability", "example", "--since", "../older")
    assert ended.code == 0
    assert "There was no school “example” then." in ended.err


@pytest.mark.parametrize("revision", ["no-such", "--upload-pack=x", "first:content", "a\nb"])
def test_a_revision_that_git_does_not_know(desk: Desk, revision: str) -> None:
    git(desk.root, "init", "-q")
    ended = desk.type("readability", f"--since={revision}")
    assert ended.code == 2
    assert "git knows no such revision" in ended.err


def test_without_a_repository_and_without_git(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(desk.root.parent))
    ended = desk.type("readability", "--since", "HEAD")
    assert ended.code == 2
    assert "is in no git repository" in ended.err
    monkeypatch.setenv("PATH", str(desk.root))
    ended = desk.type("readability", "--since", "HEAD")
    assert ended.code == 2
    assert "without git no revision can be read" in ended.err


def test_a_revision_without_a_policy_folder(desk: Desk) -> None:
    git(desk.root, "init", "-q")
    git(desk.root, "add", "mkdocs.yml")
    git(desk.root, "commit", "-q", "-m", "First")
    ended = desk.type("readability", "--since", "HEAD")
    assert ended.code == 2
    assert "this policy folder had no content/" in ended.err


def test_a_school_that_is_not_there(desk: Desk) -> None:
    ended = desk.type("readability", "exampel")
    assert ended.code == 2
    assert "example" in ended.err
