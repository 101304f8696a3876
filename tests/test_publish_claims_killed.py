"""Folders taken whole, staged at desks and moved as trees: killed, interrupted, refused and planted at every step."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publish_child import Publisher, look

from generator.publish import PublishError, output_folder, recover, workspace_folder
from generator.publish.apply import apply_journal
from generator.publish.journal import Journal, Move, Tree, read_journal, write_journal

RECORD = ".policypress-written"
OLD = {
    "public/index.html": "old front",
    "public/style.css": "old",
    "public/forge/index.html": "left",
    "public/forge/pupil/index.html": "old page",
    "public/forge/pupil/kept.pdf": "kept",
    "public/forge/pupil/gone/index.html": "gone",
    "public/hill/pupil/index.html": "gone with its folder",
    "public/hill/pupil/a/b.html": "gone with its folder",
    "public/brook": "a file where a folder will be",
    "internal/left/a.html": "left",
}
CLAIMS: dict[str, dict[str, str | None] | None] = {
    "public/forge": None,
    "public/forge/pupil": {
        "public/forge/pupil/index.html": "new page",
        "public/forge/pupil/kept.pdf": None,
        "public/forge/pupil/new/index.html": "new",
    },
    "public/hill": {},
    "public/vale/pupil": {"public/vale/pupil/index.html": "tree", "public/vale/pupil/a/b/c.pdf": "tree" * 9000},
    "public/vale": {"public/vale/index.html": "front of the tree"},
    "public/brook": {"public/brook/index.html": "now in a folder"},
    "public/dale": {"public/dale/index.html": "another tree"},
    "internal": None,
}
LOOSE = {"public/index.html": "new front", "public/style.css": "new"}
NEW = {
    **LOOSE,
    "public/forge/index.html": "left",
    "public/forge/pupil/index.html": "new page",
    "public/forge/pupil/kept.pdf": "kept",
    "public/forge/pupil/new/index.html": "new",
    "public/vale/index.html": "front of the tree",
    "public/vale/pupil/index.html": "tree",
    "public/vale/pupil/a/b/c.pdf": "tree" * 9000,
    "public/brook/index.html": "now in a folder",
    "public/dale/index.html": "another tree",
    "internal/left/a.html": "left",
}
BY_HAND = {"CNAME": "policies.example", "public/hill/own.txt": "put there by hand"}


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    publisher = Publisher()
    yield publisher
    publisher.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, publisher: Publisher) -> Path:
    out = tmp_path_factory.mktemp("published") / "site"
    assert publisher.publish(out, OLD)["counts"] == [len(OLD), 0, 0, 0]
    for path, text in BY_HAND.items():
        (out / path).write_text(text)
    return out


def again(publisher: Publisher, out: Path, **more: Any) -> dict[str, Any]:
    return publisher.publish(out, LOOSE, claims=CLAIMS, **more)


def copy_of(published: Path, place: Path) -> Path:
    shutil.copytree(published, place / "site")
    return place / "site"


def tree(out: Path) -> dict[str, str]:
    return {path: text for path, text in look(out).items() if path not in BY_HAND and path != RECORD}


def is_whole(out: Path) -> bool:
    """The record knows every file, what a user put there stands, and nothing is left beside the output."""
    listed = {line[66:]: line[:64] for line in (out / RECORD).read_text().splitlines()[2:]}
    assert listed == {path: hashlib.sha256(text.encode()).hexdigest() for path, text in tree(out).items()}
    assert {path: text for path, text in look(out).items() if path in BY_HAND} == BY_HAND
    return os.listdir(out.parent) == ["site"]


def test_all_of_it(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    out = copy_of(published, tmp_path)
    assert again(publisher, out)["counts"] == [6, 3, 1, 4]
    assert tree(out) == NEW
    assert is_whole(out)


@pytest.mark.slow
def test_killed_at_every_step_the_site_is_old_or_new(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    steps = again(publisher, copy_of(published, tmp_path / "whole"))["steps"]
    assert steps > 150
    outcomes = set()
    for step in range(1, steps + 1):
        out = copy_of(published, tmp_path / str(step))
        assert again(publisher, out, at=step)["killed"] == signal.SIGKILL
        for path, text in tree(out).items():
            assert text in (OLD.get(path), NEW.get(path)), f"torn at step {step}: {path}"
        done = recover(output_folder(out))
        outcomes.add(done and done.outcome)
        assert tree(out) in {None: (OLD, NEW), "dropped": (OLD,), "finished": (NEW,)}[done and done.outcome]
        assert is_whole(out)
        shutil.rmtree(out.parent)
    assert outcomes == {None, "dropped", "finished"}


def half_published(published: Path, publisher: Publisher, place: Path) -> Path:
    """A site killed when one tree of three was moved, before the outer of two."""
    at = renames_before_trees(published, publisher, place) + 2
    out = copy_of(published, place)
    answer = again(publisher, out, only=["rename"], at=at)
    assert answer["killed"]
    assert tree(out) not in (OLD, NEW)
    assert "public/dale/index.html" in tree(out)
    assert "public/vale/index.html" not in tree(out)
    return out


def renames_before_trees(published: Path, publisher: Publisher, place: Path) -> int:
    """Files that stand and are replaced or removed are tried by a rename; then come three trees, then the stage's."""
    out = copy_of(published, place / "counted")
    steps = int(again(publisher, out, only=["rename"])["steps"])
    shutil.rmtree(out.parent)
    return steps - 4


@pytest.mark.slow
def test_killed_while_recovering_and_again(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    steps = publisher.recover(half_published(published, publisher, tmp_path / "whole"))["steps"]
    for step in range(1, steps + 1):
        out = half_published(published, publisher, tmp_path / str(step))
        assert publisher.recover(out, at=step)["killed"]
        publisher.recover(out, at=max(1, steps - step))
        recover(output_folder(out))
        assert tree(out) == NEW
        assert is_whole(out)
        shutil.rmtree(out.parent)


@pytest.mark.slow
def test_interrupted_at_every_step(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    steps = again(publisher, copy_of(published, tmp_path / "whole"))["steps"]
    seen = []
    for step in range(1, steps + 1):
        out = copy_of(published, tmp_path / str(step))
        assert again(publisher, out, at=step, do="interrupt")["error"] == "KeyboardInterrupt"
        assert tree(out) in (OLD, NEW), "what was begun is finished at once"
        recover(output_folder(out))
        seen.append(tree(out) == NEW)
        assert is_whole(out)
        shutil.rmtree(out.parent)
    assert seen == sorted(seen), "old up to the journal, new from it on"
    assert {True, False} == set(seen)


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EXDEV])
def test_machine_fails_at_every_step(published: Path, publisher: Publisher, tmp_path: Path, number: int) -> None:
    steps = again(publisher, copy_of(published, tmp_path / "whole"))["steps"]
    for step in range(1 + number % 4, steps + 1, 4):  # test_publish_crash does every step, without claims
        out = copy_of(published, tmp_path / str(step))
        answer = again(publisher, out, at=step, do=number)
        if "error" in answer:
            assert answer["error"] in ("PublishError", "OutputBusy"), answer
            assert answer["hint"]
        if "nothing has been changed" in answer.get("hint", ""):
            assert tree(out) == OLD
        recover(output_folder(out))
        assert tree(out) == OLD if "error" in answer and tree(out) != NEW else NEW
        assert is_whole(out)
        shutil.rmtree(out.parent)


@pytest.mark.parametrize("number", [errno.EXDEV, errno.ENOTEMPTY, errno.EEXIST])
def test_a_tree_that_cannot_be_moved_whole_is_moved_file_by_file(
    published: Path, publisher: Publisher, tmp_path: Path, number: int
) -> None:
    for tree_number in (1, 2, 3):
        out = copy_of(published, tmp_path / str(tree_number))
        at = renames_before_trees(published, publisher, tmp_path / str(tree_number)) + tree_number
        answer = again(publisher, out, only=["rename"], at=at, do=number)
        assert answer["counts"] == [6, 3, 1, 4]
        assert tree(out) == NEW
        assert is_whole(out)


def test_a_user_makes_a_folder_where_a_tree_goes_after_a_crash(
    published: Path, publisher: Publisher, tmp_path: Path
) -> None:
    out = half_published(published, publisher, tmp_path)
    (out / "public/vale/pupil").mkdir(parents=True)
    (out / "public/vale/pupil/own.txt").write_text("own")
    done = recover(output_folder(out))
    assert done
    assert done.outcome == "finished"
    assert tree(out) == {**NEW, "public/vale/pupil/own.txt": "own"}


def test_a_link_where_a_tree_goes_is_not_followed(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    out = half_published(published, publisher, tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (out / "public/vale").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match=r"public/vale in .* is a link"):
        recover(output_folder(out))
    assert os.listdir(tmp_path / "elsewhere") == []
    (out / "public/vale").unlink()
    assert recover(output_folder(out))
    assert tree(out) == NEW


def test_files_of_a_tree_that_was_moved_are_changed_after_a_crash(
    published: Path, publisher: Publisher, tmp_path: Path
) -> None:
    out = half_published(published, publisher, tmp_path)
    (out / "public/dale/index.html").write_text("changed by hand")
    done = recover(output_folder(out))
    assert done
    assert (done.outcome, done.files) == ("lost", 1)
    assert again(publisher, out)["counts"] == [0, 1, 9, 0]
    assert tree(out) == NEW


# Planted journals


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The work folder of an output that does not stand yet, with a stage that holds a tree of one page."""
    home = tmp_path / "folder/.policypress-work-site"
    (home / "stage-abc/desk-w1-0/tree000000/a").mkdir(parents=True)
    home.chmod(0o700)
    (home / "stage-abc/desk-w1-0/tree000000/a/page.html").write_text("page")
    return home


PAGE = Move("desk-w1-0/tree000000/a/page.html", hashlib.sha256(b"page").digest(), "public/forge/a/page.html")
WHOLE = Tree("desk-w1-0/tree000000", "public/forge")


def outcome(home: Path) -> str:
    done = recover(output_folder(home.parent / "site"))
    assert done
    assert not home.exists()
    return done.outcome


def test_a_tree_is_moved(home: Path) -> None:
    journal = Journal("stage-abc", False, (WHOLE, PAGE), ())
    write_journal(home, journal)
    found = read_journal(home)
    assert found
    assert (list(found.moves), list(found.removals), list(found.making_way)) == ([WHOLE, PAGE], [], [])
    assert outcome(home) == "finished"
    assert look(home.parent / "site") == {"public/forge/a/page.html": "page"}


@pytest.mark.parametrize("extra", ["evil.html", "a/evil.html", "b/c/evil.html", "link", "a/folder-link"])
def test_a_tree_with_more_in_it_than_the_journal_names_is_not_moved(home: Path, tmp_path: Path, extra: str) -> None:
    place = home / "stage-abc/desk-w1-0/tree000000" / extra
    place.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "victim").mkdir()
    if "link" in extra:
        place.symlink_to(tmp_path / "victim")
    else:
        place.write_text("evil")
    write_journal(home, Journal("stage-abc", False, (WHOLE, PAGE), ()))
    assert outcome(home) == "strange"
    assert not (home.parent / "site").exists()
    assert (tmp_path / "victim").is_dir()


@pytest.mark.parametrize("link", ["desk-w1-0", "desk-w1-0/tree000000", "desk-w1-0/tree000000/a"])
def test_a_stage_that_leads_elsewhere_is_not_used(home: Path, tmp_path: Path, link: str) -> None:
    shutil.move(home / "stage-abc" / link, tmp_path / "elsewhere")
    (home / "stage-abc" / link).symlink_to(tmp_path / "elsewhere")
    kept = look(tmp_path / "elsewhere")
    for moves in ((WHOLE, PAGE), (PAGE,)):
        write_journal(home, Journal("stage-abc", False, moves, ()))
        assert outcome(home) == "strange"
        assert look(tmp_path / "elsewhere") == kept
        (home / "stage-abc" / link).parent.mkdir(parents=True)
        home.chmod(0o700)
        (home / "stage-abc" / link).symlink_to(tmp_path / "elsewhere")
    assert not (home.parent / "site").exists()


def test_a_tree_that_is_a_link_is_not_moved_whoever_calls(home: Path, tmp_path: Path) -> None:
    shutil.move(home / "stage-abc/desk-w1-0/tree000000", tmp_path / "elsewhere")
    (home / "stage-abc/desk-w1-0/tree000000").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        apply_journal(home.parent / "site", home / "stage-abc", Journal("stage-abc", False, (WHOLE, PAGE), ()))
    assert look(tmp_path / "elsewhere") == {"a/page.html": "page"}


@pytest.mark.parametrize(
    "move",
    [
        Tree("../../victim", "public/forge"),
        Tree("desk-w1-0/tree000000", "../victim"),
        Tree("desk-w1-0/tree000000", "/victim"),
        Tree("desk-w1-0/tree000000", ".policypress-work"),
        Move("../../victim", b"", "public/a"),
    ],
)
def test_a_journal_that_leads_outside_is_not_followed(home: Path, move: Tree | Move) -> None:
    (home.parent / "victim").write_text("mine")
    write_journal(home, Journal("stage-abc", False, (move,), ()))
    assert outcome(home) == "lost"
    assert look(home.parent) == {"victim": "mine"}


def test_a_journal_of_a_policy_folder_moves_no_tree(tmp_path: Path) -> None:
    home = tmp_path / ".policypress-work"
    (home / "stage-abc/desk-w1-0/tree000000").mkdir(parents=True)
    home.chmod(0o700)
    (home / "stage-abc/desk-w1-0/tree000000/school.yml").write_text("name: x")
    move = Move("desk-w1-0/tree000000/school.yml", b"", "schools/x/school.yml")
    write_journal(home, Journal("stage-abc", False, (Tree("desk-w1-0/tree000000", "schools/x"), move), ()))
    done = recover(workspace_folder(tmp_path))
    assert done
    assert done.outcome == "strange"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"remove\t", b"move\t"),
        lambda text: text[: len(text) // 2],
        lambda text: text + b"remove\tpublic/index.html\n",
        lambda text: text + text,
        lambda text: text.replace(b"journal 3", b"journal 9"),
        lambda text: b"",
        lambda text: b"\xff\n",
        lambda text: text.replace(b"\n", b"\r\n"),
    ],
)
def test_a_journal_that_was_changed_is_not_followed(home: Path, change: Any) -> None:
    write_journal(home, Journal("stage-abc", False, (WHOLE, PAGE), ("public/index.html",)))
    (home / "journal").write_bytes(change((home / "journal").read_bytes()))
    assert outcome(home) == "lost"
    assert not (home.parent / "site").exists()


# A full disk


def test_no_room_while_a_desk_writes(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    out = copy_of(published, tmp_path)
    answer = again(publisher, out, largest=20_000)
    assert answer["message"] == f"There is no room left on the disk that holds {out}."
    assert "nothing has been changed" in answer["hint"]
    assert tree(out) == OLD
    assert is_whole(out)


# Any builds, any kills

NAMES = ["index.html", "a.pdf", "x/b.html", "x/y/c.html"]
FOLDERS = ["public/a", "public/a/x", "public/b", "internal/a"]
CLAIMED = st.dictionaries(
    st.sampled_from(FOLDERS),
    st.none() | st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["", "one", "two" * 9000]), max_size=3),
    min_size=1,
    max_size=3,
)
RUNS = st.tuples(CLAIMED, st.none() | st.integers(1, 220))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=st.lists(RUNS, min_size=2, max_size=5), kill_recovery=st.integers(0, 60))
def test_after_any_builds_and_kills_the_output_is_one_whole_tree(
    publisher: Publisher, runs: list[tuple[dict[str, dict[str, str] | None], int | None]], kill_recovery: int
) -> None:
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "site"
        now: dict[str, str] = {}
        for claimed, at in runs:
            claims = {
                folder: None if files is None else {f"{folder}/{name}": text for name, text in files.items()}
                for folder, files in claimed.items()
            }
            if {"public/a", "public/a/x"} <= claims.keys() and claims["public/a"]:
                claims["public/a"] = {path: text for path, text in claims["public/a"].items() if "/x/" not in path}
            after = {path: text for files in claims.values() if files for path, text in files.items()}
            for path, text in now.items():
                folder = max((one for one in claims if path.startswith(one + "/")), key=len, default="")
                if not folder or claims[folder] is None:
                    after.setdefault(path, text)
            answer = publisher.publish(out, {}, claims=claims, folders=[], at=at or 0)
            if "killed" in answer:
                assert all(text in (now.get(path), after.get(path)) for path, text in tree(out).items())
                publisher.recover(out, at=kill_recovery)
                publisher.recover(out)
                assert tree(out) in (now, after)
                now = tree(out)
            else:
                assert answer["counts"], answer
                assert tree(out) == after
                now = after
            assert os.listdir(place) in ([], ["site"])
