"""The machine's faults, one plain line each: the site that was published stays."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from publish_child import Publisher, look

from generator.publish import OutputBusy, PublishError, Stage, output_folder, recover
from generator.publish.journal import Journal, Move, write_journal

RECORD = ".policypress-written"
OLD = {"public/index.html": "old", "public/forge/a.pdf": "old"}
NEW = {"public/index.html": "new", "public/forge/a.pdf": "new", "public/z.html": "new"}


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    publisher = Publisher()
    yield publisher
    publisher.close()


@pytest.fixture
def out(tmp_path: Path, publisher: Publisher) -> Path:
    out = tmp_path / "folder" / "site"
    publisher.publish(out, OLD)
    return out


def tree(out: Path) -> dict[str, str]:
    return {path: text for path, text in look(out).items() if path != RECORD}


def test_no_room_for_a_file(publisher: Publisher, out: Path) -> None:
    answer = publisher.publish(out, {**NEW, "public/large.pdf": "x" * 50_000}, largest=20_000)
    assert answer["message"] == f"There is no room left on the disk that holds {out}."
    assert "nothing has been changed" in answer["hint"]
    assert tree(out) == OLD
    assert os.listdir(out.parent) == ["site"]


def small_disk(place: Path) -> tuple[tuple[str, ...], dict[str, int]]:
    """A command that sees a disk of 1 MB at `place`; where the system forbids that, a limit on the size of a file."""
    if unshare := shutil.which("unshare"):
        mount = f"mount -t tmpfs -o size=1m none '{place}' && exec \"$@\""
        for rights in (("--mount",), ("--mount", "--map-root-user")):
            command = (unshare, *rights, "sh", "-c", mount, "sh")
            if not subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
                return command, {}
    return (), {"largest": 200_000}


def test_a_full_disk(tmp_path: Path) -> None:
    command, limit = small_disk(tmp_path)
    publisher = Publisher(command)
    out = tmp_path / "site"
    try:
        assert publisher.publish(out, OLD)["counts"]
        large = {f"public/{number}.pdf": "x" * 300_000 for number in range(5)}
        answer = publisher.publish(out, {**NEW, **large}, **limit)
        assert answer["message"] == f"There is no room left on the disk that holds {out}."
        assert {path: text for path, text in publisher.ask(look=str(out)).items() if path != RECORD} == OLD
        assert set(publisher.ask(look=str(tmp_path))) == {f"site/{path}" for path in (*OLD, RECORD)}
        assert publisher.publish(out, NEW)["counts"] == [1, 2, 0, 0]
    finally:
        publisher.close()


def test_output_is_a_file_or_lies_in_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path / "file", tmp_path / "file" / "site"):
        with pytest.raises(PublishError, match=r"cannot be a folder: .*file is a file"):
            Stage(output_folder(out)).__enter__()
        assert recover(output_folder(out)) is None
    assert (tmp_path / "file").read_text() == "mine"


def test_folder_that_may_not_be_written(publisher: Publisher, out: Path) -> None:
    (out / "public/forge").chmod(0o555)
    answer = publisher.publish(out, NEW, unprivileged=True)
    assert answer["message"].startswith(f"{out / 'public/forge'} may not be written")
    assert tree(out) == OLD
    assert publisher.publish(out, {"public/z.html": "new"}, unprivileged=True)["error"], "nor may its file be removed"
    new = {**OLD, "public/z.html": "new"}
    assert publisher.publish(out, new, unprivileged=True)["counts"] == [1, 0, 2, 0], "left alone, it is no hindrance"
    (out / "public/forge").chmod(0o755)


def test_output_that_cannot_be_made(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    answer = publisher.publish(tmp_path / "closed" / "site", NEW, unprivileged=True)
    assert "may not be written" in answer["message"]
    assert "--out" in answer["hint"]
    assert os.listdir(tmp_path / "closed") == []


def test_output_in_a_folder_that_is_closed_is_staged_inside(publisher: Publisher, out: Path) -> None:
    out.parent.chmod(0o555)
    assert publisher.publish(out, NEW, unprivileged=True, only=["replace"], at=3)["killed"]
    assert {entry.name for entry in out.iterdir()} == {"public", RECORD, ".policypress-work"}
    with Stage(output_folder(out)) as stage:
        assert stage.recovery, "found also by a command that would work beside"
        assert stage.recovery.outcome == "finished"
    assert tree(out) == NEW
    assert {entry.name for entry in out.iterdir()} == {"public", RECORD}
    out.parent.chmod(0o755)


def test_a_published_file_is_open_in_another_program(publisher: Publisher, out: Path) -> None:
    """As Windows does it: found before the journal, nothing happens; found after it, the next command finishes."""
    answer = publisher.publish(out, NEW, only=["rename"], at=1, do=errno.EACCES)
    assert "open in another program" in answer["message"]
    assert "nothing has been changed" in answer["hint"]
    assert tree(out) == OLD
    answer = publisher.publish(out, NEW, only=["replace"], at=3, do=errno.EACCES)
    assert "open in another program" in answer["message"]
    assert "finishes what was begun" in answer["hint"]
    assert publisher.recover(out, only=["replace"], at=1, do=errno.EACCES)["error"] == "PublishError", "still open"
    done = recover(output_folder(out))
    assert done
    assert str(done).startswith("An interrupted command was finished: ")
    assert tree(out) == NEW
    assert os.listdir(out.parent) == ["site"]


def test_a_folder_mounted_from_another_disk(publisher: Publisher, out: Path) -> None:
    for count, at in enumerate((2, 3, 4, 5)):
        answer = publisher.publish(
            out, {path: f"{text} {count}" for path, text in NEW.items()}, only=["replace"], at=at
        )
        assert answer["killed"]
        publisher.recover(out, only=["replace"], at=1, do=errno.EXDEV)
        assert tree(out) == {path: f"{text} {count}" for path, text in NEW.items()}


def test_two_builds_at_once(publisher: Publisher, out: Path) -> None:
    with Stage(output_folder(out)) as stage:
        answer = publisher.publish(out, {"public/other.html": "other"})
        assert answer["error"] == "OutputBusy"
        assert answer["pid"] == os.getpid()
        assert answer["message"].startswith(f"Another Policypress command is writing to {out} (process {os.getpid()}, ")
        assert publisher.recover(out)["recovery"] is None, "a command that reads goes on"
        with pytest.raises(OutputBusy):
            Stage(output_folder(out)).__enter__()
        for path, text in NEW.items():
            stage.write(path, text.encode())
        stage.commit()
    assert tree(out) == NEW
    assert publisher.publish(out, OLD)["counts"]


def test_a_journal_is_not_finished_while_another_command_is_at_work(publisher: Publisher, out: Path) -> None:
    assert publisher.publish(out, NEW, only=["replace"], at=2)["killed"]
    home = next(entry for entry in out.parent.iterdir() if entry != out)
    journal = (home / "journal").read_bytes()
    aside = home.with_name("aside")
    shutil.copytree(home, aside)
    with Stage(output_folder(out)) as stage:
        assert stage.recovery
        shutil.copytree(aside, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("lock"))
        assert recover(output_folder(out)) is None
        assert (home / "journal").read_bytes() == journal


def test_contents_are_on_the_disk_before_the_journal_is(publisher: Publisher, out: Path) -> None:
    """Three pages, the record and the stage's folder are synced, then the journal; only then it stands."""
    assert publisher.publish(out, NEW, only=["fsync"], at=6)["killed"]
    done = recover(output_folder(out))
    assert done
    assert str(done) == "What an interrupted command had left was cleared away; it had changed nothing."
    assert publisher.publish(out, NEW, only=["fsync"], at=7)["killed"]
    done = recover(output_folder(out))
    assert done
    assert (done.outcome, done.files) == ("finished", 4)


def test_a_link_is_put_in_the_way_after_a_crash(publisher: Publisher, out: Path, tmp_path: Path) -> None:
    assert publisher.publish(out, NEW, only=["replace"], at=2)["killed"]
    (out / "public").rename(tmp_path / "elsewhere")
    (out / "public").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="is a link"):
        recover(output_folder(out))
    (out / "public").unlink()
    (tmp_path / "elsewhere").rename(out / "public")
    assert recover(output_folder(out))
    assert tree(out) == NEW


def test_a_journal_that_leads_outside_is_not_followed(out: Path) -> None:
    (out.parent / "mine.txt").write_text("mine")
    home = out.parent / ".policypress-work-site"
    (home / "stage-1").mkdir(parents=True)
    (home / "stage-1" / "0").write_text("planted")
    for moves, removals in ((), ("../mine.txt",)), ((Move("0", b"", "../mine.txt"),), ()):
        write_journal(home, Journal("stage-1", True, moves, removals))
        done = recover(output_folder(out))
        assert done
        assert done.outcome == "lost"
        assert (out.parent / "mine.txt").read_text() == "mine"
        home.mkdir()


def test_the_whole_output_is_removed_after_a_crash(publisher: Publisher, out: Path) -> None:
    assert publisher.publish(out, NEW, only=["replace"], at=3)["killed"]
    shutil.rmtree(out)
    done = recover(output_folder(out))
    assert done
    assert done.outcome == "lost"
    assert not out.exists(), "half a site is worse than none"
    assert os.listdir(out.parent) == []


def test_files_are_changed_after_a_crash(publisher: Publisher, out: Path) -> None:
    assert publisher.publish(out, NEW, only=["replace"], at=4)["killed"]
    (out / "public/forge/a.pdf").write_text("changed by hand")
    done = recover(output_folder(out))
    assert done
    assert (done.outcome, done.files) == ("lost", 1)
    assert "run it again" in str(done)
    assert publisher.publish(out, NEW)["counts"] == [0, 1, 2, 0]
    assert tree(out) == NEW


def test_a_damaged_journal(publisher: Publisher, out: Path) -> None:
    assert publisher.publish(out, NEW, only=["replace"], at=3)["killed"]
    home = next(entry for entry in out.parent.iterdir() if entry != out)
    text = (home / "journal").read_bytes()
    (home / "journal").write_bytes(text[: len(text) // 2])
    done = recover(output_folder(out))
    assert done
    assert done.outcome == "lost"
    assert publisher.publish(out, NEW)["counts"]
    assert tree(out) == NEW
