"""What was saved: whole files only, however an editor writes them, and at once."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hill import lay

from generator.serve import watching
from generator.serve.watching import Watch, changed, look

SCHOOL = "schools/hill/school.yml"
DATA = "content/clauses/papers/data.md"

Told = Callable[[Callable[[], object]], tuple[frozenset[str], float]]


def test_files_that_are_new_gone_or_different_are_seen(tmp_path: Path) -> None:
    lay(tmp_path)
    before = look(tmp_path)
    assert {SCHOOL, DATA, "mkdocs.yml"} <= before.keys()
    (tmp_path / DATA).unlink()
    (tmp_path / SCHOOL).write_text("name: Other\n", "utf-8")
    (tmp_path / "content/new.yml").write_text("", "utf-8")
    (tmp_path / "content/.half-saved.swp").write_text("", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("", "utf-8")
    assert changed(before, look(tmp_path)) == {DATA, SCHOOL, "content/new.yml"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path)


@pytest.fixture
def told(root: Path) -> Iterator[Told]:
    """Does something in a thread of its own; what the watch tells first, and seconds from the end of it until then."""
    with Watch(root) as watch:

        def tell(act: Callable[[], object]) -> tuple[frozenset[str], float]:
            ended: list[float] = []

            def timed() -> None:
                act()
                ended.append(time.monotonic())

            acting = threading.Thread(target=timed)
            acting.start()
            paths = watch.wait()
            took = time.monotonic() - (ended or [time.monotonic()])[0]
            acting.join()
            return paths, took

        yield tell


def rename_over(file: Path, text: str) -> None:
    beside = file.with_name(f"{file.name}.tmp")
    beside.write_text(text, "utf-8")
    beside.replace(file)


def remove_and_write(file: Path, text: str) -> None:
    file.unlink()
    time.sleep(0.08)
    file.write_text(text, "utf-8")


def empty_and_write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as opened:
        opened.flush()
        time.sleep(0.08)
        opened.write(text)


def write_in_pieces(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as opened:
        for letter in text:
            opened.write(letter)
            opened.flush()
            os.fsync(opened.fileno())
            time.sleep(0.01)


@pytest.mark.parametrize(
    "save",
    [Path.write_text, rename_over, remove_and_write, empty_and_write, write_in_pieces],
    ids=lambda how: how.__name__,
)
def test_a_file_is_told_once_and_whole(root: Path, told: Told, save: Callable[[Path, str], object]) -> None:
    assert told(lambda: save(root / DATA, "The whole text of this file\n"))[0] == {DATA}
    assert (root / DATA).read_text("utf-8") == "The whole text of this file\n"
    assert told(lambda: (root / SCHOOL).write_text("", "utf-8"))[0] == {SCHOOL}


def test_it_is_told_at_once(root: Path, told: Told) -> None:
    took = []
    for number in range(5):
        paths, seconds = told(lambda text=f"text {number}": (root / DATA).write_text(text, "utf-8"))
        assert paths == {DATA}
        took.append(seconds)
    assert min(took) < 0.3


def test_several_files_are_told_together(root: Path, told: Told) -> None:
    def save() -> None:
        (root / DATA).write_text("", "utf-8")
        (root / SCHOOL).write_text("", "utf-8")
        (root / "mkdocs.yml").unlink()

    assert told(save)[0] == {DATA, SCHOOL, "mkdocs.yml"}


def test_folders_come_and_go(root: Path, told: Told) -> None:
    assert told(lambda: shutil.copytree(root / "schools/hill", root / "schools/mill"))[0] == {"schools/mill/school.yml"}
    assert told(lambda: (root / "schools/mill/school.yml").write_text("", "utf-8"))[0] == {"schools/mill/school.yml"}
    assert told(lambda: (root / "schools/mill").rename(root / "schools/dale"))[0] == {
        "schools/mill/school.yml",
        "schools/dale/school.yml",
    }
    assert told(lambda: shutil.rmtree(root / "schools/dale"))[0] == {"schools/dale/school.yml"}


def test_a_folder_that_was_not_there_when_the_watch_began(root: Path, told: Told) -> None:
    def first() -> None:
        (root / "overrides/web").mkdir(parents=True)
        (root / "overrides/web/main.html").write_text("", "utf-8")

    assert told(first)[0] == {"overrides/web/main.html"}
    paths, seconds = told(lambda: (root / "overrides/web/main.html").write_text("more", "utf-8"))
    assert paths == {"overrides/web/main.html"}
    assert seconds < 1.5


def test_what_editors_leave_and_a_build_writes_is_not_told(root: Path, told: Told) -> None:
    def save() -> None:
        (root / "content/.data.md.swp").write_text("", "utf-8")
        (root / "content/~data.md").write_text("", "utf-8")
        (root / "site/public").mkdir(parents=True)
        (root / "site/public/index.html").write_text("", "utf-8")
        (root / DATA).touch()
        os.utime(root / DATA, ns=(before.st_atime_ns, before.st_mtime_ns))
        (root / "content/4913").write_text("", "utf-8")
        (root / "content/4913").unlink()
        time.sleep(0.3)
        (root / SCHOOL).write_text("", "utf-8")

    before = (root / DATA).stat()
    assert told(save)[0] == {SCHOOL}


@pytest.mark.parametrize("silent", ["no news", "no watch"])
def test_a_drive_that_tells_nothing_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch, silent: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("inotify watch limit reached")

    monkeypatch.setattr(watching.Observer, "start", refuse if silent == "no watch" else lambda *_: None)
    monkeypatch.setattr(watching.Observer, "stop", lambda *_: None)
    with Watch(root) as watch:
        (root / DATA).write_text("", "utf-8")
        since = time.monotonic()
        assert watch.wait() == {DATA}
        assert time.monotonic() - since < (2 if silent == "no watch" else 4)


def test_the_end_of_a_watch_ends_whoever_waits(root: Path) -> None:
    with Watch(root) as watch:
        threading.Timer(0.1, lambda: watch.__exit__(None, None, None)).start()
        assert watch.wait() == frozenset()
