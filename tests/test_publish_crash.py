"""A build takes effect whole or not at all, whatever kills it and wherever."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from publish_child import Publisher, look

from generator.publish import Stage, output_folder, recover

OLD = {
    "public/index.html": "old front",
    "public/same.css": "same",
    "public/forge/pupil/index.html": "old page",
    "public/forge/gone.html": "gone",
    "public/forge/deep/er/gone.html": "gone too",
    "public/file-to-folder": "a file",
    "public/folder-to-file/a.html": "in a folder",
    "public/folder-to-file/b/c.html": "in a folder",
}
NEW = {
    "public/index.html": "new front",
    "public/same.css": "same",
    "public/forge/pupil/index.html": "new page",
    "public/added/page.html": "added" * 5000,
    "public/file-to-folder/a.html": "now in a folder",
    "public/folder-to-file": "now a file",
}
BY_HAND = {"CNAME": "policies.example", ".git/HEAD": "ref", "public/forge/own.txt": "put there by hand"}
RECORD = ".policypress-written"


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    publisher = Publisher()
    yield publisher
    publisher.close()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, publisher: Publisher) -> Path:
    """A folder in which OLD is published and a user has put files."""
    out = tmp_path_factory.mktemp("published") / "site"
    assert publisher.publish(out, OLD)["counts"] == [len(OLD), 0, 0, 0]
    add_by_hand(out)
    return out


def add_by_hand(out: Path) -> None:
    for path, text in BY_HAND.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text)


def tree(out: Path) -> dict[str, str]:
    return {path: text for path, text in look(out).items() if path not in BY_HAND and path != RECORD}


def by_hand(out: Path) -> dict[str, str]:
    return {path: text for path, text in look(out).items() if path in BY_HAND}


def copy_of(published: Path, place: Path) -> Path:
    shutil.copytree(published, place / "site")
    return place / "site"


def test_killed_at_every_step_the_site_is_old_or_new(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    steps = publisher.publish(copy_of(published, tmp_path / "whole"), NEW)["steps"]
    assert steps > 60
    outcomes = set()
    for step in range(1, steps + 1):
        out = copy_of(published, tmp_path / str(step))
        assert publisher.publish(out, NEW, at=step)["killed"] == signal.SIGKILL
        for path, text in tree(out).items():
            assert text in (OLD.get(path), NEW.get(path)), f"torn at step {step}: {path}"
        done = recover(output_folder(out))
        outcomes.add(done and done.outcome)
        assert tree(out) in {None: (OLD, NEW), "dropped": (OLD,), "finished": (NEW,)}[done and done.outcome]
        assert by_hand(out) == BY_HAND
        assert os.listdir(out.parent) == ["site"], "nothing is left beside the output"
        assert recover(output_folder(out)) is None
    assert outcomes == {None, "dropped", "finished"}


@pytest.mark.slow
def test_killed_while_recovering_and_again(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    steps = publisher.recover(half_published(published, publisher, tmp_path / "whole"))["steps"]
    for step in range(1, steps + 1):
        out = half_published(published, publisher, tmp_path / str(step))
        assert publisher.recover(out, at=step)["killed"]
        publisher.recover(out, at=max(1, steps - step))
        recover(output_folder(out))
        assert tree(out) == NEW
        assert by_hand(out) == BY_HAND


def half_published(published: Path, publisher: Publisher, place: Path) -> Path:
    """A site killed after the journal, the record and one file."""
    out = copy_of(published, place)
    assert publisher.publish(out, NEW, only=["replace"], at=4)["killed"]
    assert tree(out) not in (OLD, NEW)
    return out


def test_first_build_killed_at_every_step(publisher: Publisher, tmp_path: Path) -> None:
    steps = publisher.publish(tmp_path / "whole" / "site", NEW)["steps"]
    for step in range(1, steps + 1):
        out = tmp_path / str(step) / "site"
        assert publisher.publish(out, NEW, at=step)["killed"]
        assert publisher.publish(out, OLD)["counts"], "the next build goes through without a repair"
        assert tree(out) == OLD
        assert os.listdir(out.parent) == ["site"]


@pytest.mark.slow
def test_interrupted_at_every_step(published: Path, publisher: Publisher, tmp_path: Path) -> None:
    steps = publisher.publish(copy_of(published, tmp_path / "whole"), NEW)["steps"]
    seen = []
    for step in range(1, steps + 1):
        out = copy_of(published, tmp_path / str(step))
        answer = publisher.publish(out, NEW, at=step, do="interrupt")
        assert answer["error"] == "KeyboardInterrupt"
        assert tree(out) in (OLD, NEW), "what was begun is finished at once"
        recover(output_folder(out))
        assert tree(out) in (OLD, NEW)
        seen.append(tree(out) == NEW)
        assert os.listdir(out.parent) == ["site"]
    assert seen == sorted(seen), "old up to the journal, new from it on"
    assert {True, False} == set(seen)


@pytest.mark.slow
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_machine_fails_at_every_step(published: Path, publisher: Publisher, tmp_path: Path, number: int) -> None:
    steps = publisher.publish(copy_of(published, tmp_path / "whole"), NEW)["steps"]
    for step in range(1, steps + 1):
        out = copy_of(published, tmp_path / str(step))
        answer = publisher.publish(out, NEW, at=step, do=number)
        if "error" in answer:
            assert answer["error"] in ("PublishError", "OutputBusy"), answer
            assert "\n" not in answer["message"]
            assert answer["hint"]
        if "nothing has been changed" in answer.get("hint", ""):
            assert tree(out) == OLD
        recover(output_folder(out))
        assert tree(out) == OLD if "error" in answer and tree(out) != NEW else NEW
        assert by_hand(out) == BY_HAND


def test_the_lock_ends_with_its_process_though_a_worker_lives_on(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys, time\nfrom pathlib import Path\n"
        "from generator.publish import Stage, output_folder\n"
        "with Stage(output_folder(Path(sys.argv[1]))) as stage:\n"
        "    stage.write('a.html', b'a')\n"
        "    worker = os.fork()\n"
        "    if not worker:\n        time.sleep(60)\n        os._exit(0)\n"
        "    print(worker, flush=True)\n"
        "    time.sleep(0.2)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    out = tmp_path / "site"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", script, str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        worker = int(process.stdout.readline())
        try:
            process.wait(10)
            with Stage(output_folder(out)) as stage:
                assert stage.recovery
                assert stage.recovery.outcome == "dropped"
        finally:
            os.kill(worker, signal.SIGKILL)


NAMES = st.sampled_from(["a", "b", "public/a", "public/b", "public/a/x.html", "public/a/y/z.html", "internal/a/x.html"])
TREES = st.dictionaries(NAMES, st.sampled_from(["", "one", "two", "three" * 9000]), max_size=6).filter(
    lambda tree: not any(other.startswith(path + "/") for path in tree for other in tree)
)
RUNS = st.tuples(
    TREES, st.none() | st.integers(1, 150), st.none() | st.sampled_from(["public", "public/a", "internal"])
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=st.lists(RUNS, min_size=1, max_size=5), kill_recovery=st.integers(0, 40))
def test_after_any_builds_and_kills_the_output_is_one_whole_tree(
    publisher: Publisher, runs: list[tuple[dict[str, str], int | None, str | None]], kill_recovery: int
) -> None:
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "site"
        now: dict[str, str] = {}
        for files, at, folder in runs:
            stays = {} if folder is None else {p: t for p, t in now.items() if not p.startswith(folder + "/")}
            after = {**stays, **files}
            answer = publisher.publish(out, files, at=at or 0, folders=None if folder is None else [folder])
            if "killed" in answer:
                assert all(text in (now.get(path), after.get(path)) for path, text in tree(out).items())
                publisher.recover(out, at=kill_recovery)
                publisher.recover(out)
                assert tree(out) in (now, after)
                now = tree(out)
            elif "error" in answer:
                assert answer["error"] == "BadPath", answer
                assert tree(out) == now
            else:
                assert tree(out) == after
                now = after
            if out.exists():
                listed = (out / RECORD).read_text().splitlines()[2:] if (out / RECORD).exists() else []
                assert sorted(line[66:] for line in listed) == sorted(now)
            assert os.listdir(place) in ([], ["site"])
