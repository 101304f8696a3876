"""Work folders that came with a stranger's policy folder, or that others can write to: nothing in them is used."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from publish_child import Publisher, look

from generator.publish import Output, PublishError, Stage, output_folder, recover, workspace_folder
from generator.publish.apply import apply_journal
from generator.publish.journal import Journal, Move, write_journal
from generator.publish.lock import Lock

OLD = {"public/index.html": "old", "public/b.html": "old"}
NEW = {"public/index.html": "new", "public/b.html": "new"}


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    publisher = Publisher()
    yield publisher
    publisher.close()


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim/precious.txt").write_text("precious")
    return tmp_path / "victim"


@pytest.fixture
def ours(tmp_path: Path, victim: Path) -> Path:
    """A policy folder with a link that leads out of it."""
    (tmp_path / "ours/schools").mkdir(parents=True)
    (tmp_path / "ours/schools/x").symlink_to(victim)
    return tmp_path / "ours"


def unharmed(victim: Path) -> bool:
    return look(victim) == {"precious.txt": "precious"}


def planted(home: Path, path: str, *removals: str) -> Journal:
    """A stage with one file and its journal, as the real one would write them at this moment in this place."""
    (home / "stage-abc").mkdir(parents=True)
    home.chmod(0o700)
    (home / "stage-abc/000000").write_text("planted")
    digest = hashlib.sha256(b"planted").digest()
    journal = Journal("stage-abc", False, (Move("000000", digest, path),), removals)
    write_journal(home, journal)
    return journal


def outcome(output: Output) -> str:
    done = recover(output)
    assert done
    assert "\n" not in str(done)
    return done.outcome


def test_a_planted_journal_writes_and_removes_nothing_outside(ours: Path, victim: Path) -> None:
    planted(ours / ".policypress-work", "schools/x/.bashrc", "schools/x/precious.txt")
    assert outcome(workspace_folder(ours)) == "strange"
    assert unharmed(victim)
    assert os.listdir(ours) == ["schools"]


def test_a_journal_leads_through_no_link_though_its_names_are_fit(ours: Path, victim: Path) -> None:
    journal = planted(ours / ".policypress-work", "schools/x/school.yml")
    with pytest.raises(PublishError, match=r"schools/x in .* is a link"):
        recover(workspace_folder(ours))
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        apply_journal(ours, ours / ".policypress-work/stage-abc", journal)
    assert unharmed(victim)


@pytest.mark.parametrize(
    ("path", "removals"),
    [
        ("schools/y/school.yml", ("schools/y/other.yml",)),
        ("overrides/main.html", ()),
        ("schools/y/.hidden", ()),
        ("mkdocs.yml", ()),
        ("content/clauses/a.md", ()),
    ],
)
def test_a_journal_of_a_policy_folder_does_only_what_authoring_does(
    tmp_path: Path, path: str, removals: tuple[str, ...]
) -> None:
    stands = {"schools/y/other.yml": "mine", "mkdocs.yml": "mine", "content/clauses/a.md": "mine"}
    for name, text in stands.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    planted(tmp_path / ".policypress-work", path, *removals)
    assert outcome(workspace_folder(tmp_path)) == "strange"
    assert look(tmp_path) == stands


def test_a_journal_of_authoring_is_finished(tmp_path: Path) -> None:
    planted(tmp_path / ".policypress-work", "schools/y/school.yml")
    assert outcome(workspace_folder(tmp_path)) == "finished"
    assert look(tmp_path) == {"schools/y/school.yml": "planted"}


def copied(folder: Path) -> Path:
    """In another place."""
    shutil.copytree(folder, folder.with_name("copy"))
    return folder.with_name("copy")


def unpacked_again(folder: Path) -> Path:
    """In the same place."""
    place = copied(folder)
    folder.rename(folder.with_name("first"))
    place.rename(folder)
    return folder


@pytest.mark.parametrize("bring", [copied, unpacked_again])
def test_a_journal_that_came_with_a_folder_is_not_applied(
    tmp_path: Path, publisher: Publisher, bring: Callable[[Path], Path]
) -> None:
    out = tmp_path / "folder/site"
    publisher.publish(out, OLD)
    planted(out.parent / ".policypress-work-site", "public/evil.html", "public/b.html")
    out = bring(out.parent) / "site"
    assert outcome(output_folder(out)) == "strange"
    assert {path: text for path, text in look(out).items() if path in OLD or "evil" in path} == OLD
    assert os.listdir(out.parent) == ["site"]


def test_a_work_folder_that_others_may_write_to_is_cleared(tmp_path: Path, publisher: Publisher) -> None:
    out = tmp_path / "site"
    publisher.publish(out, OLD)
    planted(tmp_path / ".policypress-work-site", "public/evil.html")
    (tmp_path / ".policypress-work-site").chmod(0o777)
    assert outcome(output_folder(out)) == "strange"
    assert not (out / "public/evil.html").exists()
    with Stage(output_folder(out)):
        assert (tmp_path / ".policypress-work-site").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_work_folder_of_another_user_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ".policypress-work-site"
    planted(home, "public/evil.html")
    os.chown(home, 65534, 65534)
    for begin in (lambda: recover(output_folder(tmp_path / "site")), Stage(output_folder(tmp_path / "site")).__enter__):
        with pytest.raises(PublishError, match="belongs to another user"):
            begin()
    assert not (tmp_path / "site").exists()


def test_a_work_folder_that_is_a_link_is_refused(ours: Path, victim: Path) -> None:
    (ours / ".policypress-work").symlink_to(victim)
    (victim / "stage-mine").mkdir()
    for begin in (lambda: recover(workspace_folder(ours)), Stage(workspace_folder(ours)).__enter__):
        with pytest.raises(PublishError, match="is not a folder that Policypress made"):
            begin()
    assert unharmed(victim)
    assert (victim / "stage-mine").is_dir()


@pytest.mark.parametrize("link", [Path.symlink_to, Path.hardlink_to])
def test_a_lock_that_is_a_link_is_refused(ours: Path, victim: Path, link: Callable[[Path, Path], None]) -> None:
    (ours / ".policypress-work").mkdir()
    link(ours / ".policypress-work/lock", victim / "precious.txt")
    with pytest.raises(PublishError, match="is not a file that Policypress made"):
        recover(workspace_folder(ours))
    assert unharmed(victim)


@pytest.mark.parametrize("name", ["stage-abc", "stage-abc/000000", "journal"])
def test_links_in_a_work_folder_are_removed_and_not_followed(tmp_path: Path, victim: Path, name: str) -> None:
    home = tmp_path / "folder/.policypress-work-site"
    planted(home, "public/precious.txt")
    if name == "stage-abc":
        (victim / "000000").write_text("theirs")
    kept = look(victim)
    shutil.move(home / name, tmp_path / "aside")
    (home / name).symlink_to({"stage-abc": victim, "journal": tmp_path / "aside"}.get(name, victim / "precious.txt"))
    assert outcome(output_folder(tmp_path / "folder/site")) == "strange"
    assert look(victim) == kept
    assert os.listdir(tmp_path / "folder") == []


def test_a_draft_of_a_journal_that_is_a_link_is_not_written_through(tmp_path: Path, victim: Path) -> None:
    home = tmp_path / ".policypress-work-site"
    home.mkdir()
    (home / "journal.new").symlink_to(victim / "precious.txt")
    write_journal(home, Journal("stage-abc", False, (), ()))
    assert unharmed(victim)


def test_a_lock_is_taken_on_a_full_disk_and_let_go(tmp_path: Path, publisher: Publisher) -> None:
    """The lock's text has no room; then the stage has none: that is said, and nothing about another command."""
    out = tmp_path / "site"
    publisher.publish(out, OLD)
    (tmp_path / ".policypress-work-site").mkdir(0o700)
    (tmp_path / ".policypress-work-site/lock").touch()
    answer = publisher.publish(out, NEW, largest=1)
    assert answer["message"] == f"There is no room left on the disk that holds {out}."
    assert publisher.publish(out, NEW)["counts"]


def test_a_lock_that_is_interrupted_while_taken_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "other").touch()
    with monkeypatch.context() as patched:
        patched.setattr(os, "ftruncate", interrupted)
        with pytest.raises(KeyboardInterrupt):
            Lock(home, "site").__enter__()
    with (home / "lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def interrupted(descriptor: int, length: int) -> None:
    raise KeyboardInterrupt
