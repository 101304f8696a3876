"""A process that publishes when asked, one forked child for each request, and breaks it where the request says.

Requests and answers are JSON, a line each. A fault is set off by Python's own profiler just before the chosen call to
the operating system: nothing of the program is replaced.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from generator.publish import Kept, PublishError, Stage, Staged, everything, nothing, output_folder, recover, within
from generator.publish.archive import Archive

STEPS = frozenset(
    "open mkdir write fsync replace rename unlink rmdir flock ftruncate close scandir listdir lstat".split()
)


class Breaker:
    """Counts calls to the operating system; at number `at` kills the process, or raises."""

    def __init__(self, at: int, do: str | int, only: list[str]) -> None:
        self.at, self.do, self.only, self.count = at, do, frozenset(only or STEPS), 0

    def __call__(self, frame: Any, event: str, argument: Any) -> None:
        if event != "c_call" or getattr(argument, "__name__", "") not in self.only:
            return
        if isinstance(argument.__self__, str):  # str.replace
            return
        self.count += 1
        if self.count != self.at:
            return
        if self.do == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        sys.setprofile(None)
        if self.do == "interrupt":
            raise KeyboardInterrupt
        raise OSError(int(self.do), os.strerror(int(self.do)), "a file")


def without_privileges() -> None:
    """Make root obey the permissions of files like anyone else, for this process."""
    if os.geteuid() == 0:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        nothing = (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None).capset(header, nothing):
            os.setuid(65534)


def perform(request: dict[str, Any], breaker: Breaker) -> dict[str, Any]:
    output = output_folder(Path(request["out"]))
    sys.setprofile(breaker)
    try:
        if request.get("archive"):
            with Archive(Path(request["out"]), Path(request["archive"])) as archive:
                return {"size": archive.write({path: text.encode() for path, text in request["tree"].items()})}
        if request.get("recover"):
            done = recover(output)
            return {"recovery": done and done.outcome}
        with Stage(output) as stage:
            for path, text in request["tree"].items():
                stage.write(path, text.encode())
            for number, (folder, files) in enumerate(request.get("claims", {}).items()):
                claim(stage, f"w{number % 2}", folder, files)
            folders = request.get("folders")
            scope = everything if folders is None else within(*folders) if folders else nothing
            counts = stage.commit(scope)
            recovery = stage.recovery and stage.recovery.outcome
        return {"counts": [counts.added, counts.changed, counts.unchanged, counts.removed], "recovery": recovery}
    finally:
        sys.setprofile(None)


def claim(stage: Stage, worker: str, folder: str, files: dict[str, str | None] | None) -> None:
    """Takes the folder with `files`, where None keeps what the record lists; without files leaves it."""
    if files is None:
        stage.leave_folder(folder)
        return
    desk = stage.placing().begin(worker)
    desk.open_folder(folder)
    recorded = stage.recorded(folder)
    listing: list[Staged | Kept] = []
    for path, text in files.items():
        listing.append(Kept(path, recorded[path]) if text is None else desk.put(path, text.encode()))
    stage.take_folder(folder, listing)


def child(request: dict[str, Any]) -> dict[str, Any]:
    if request.get("unprivileged"):
        without_privileges()
    if limit := request.get("largest"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    breaker = Breaker(request.get("at", 0), request.get("do", "kill"), request.get("only", []))
    try:
        answer = perform(request, breaker)
    except PublishError as error:
        answer = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        answer["pid"] = getattr(error, "pid", 0)
    except (KeyboardInterrupt, ValueError) as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    return {**answer, "steps": breaker.count}


def look(folder: Path) -> dict[str, str]:
    """All files under `folder`, by path, as text."""
    return {
        file.relative_to(folder).as_posix(): file.read_text() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def answer(request: dict[str, Any]) -> dict[str, Any]:
    if "look" in request:
        return look(Path(request["look"]))
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            json.dump(child(request), pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return {"killed": os.WTERMSIG(status)}
    return dict(json.loads(text))


class Publisher:
    """The other end: starts this file as a process, behind the command `prefix`, and asks it."""

    def __init__(self, prefix: tuple[str, ...] = ()) -> None:
        here = Path(__file__).resolve()
        environment = {**os.environ, "PYTHONPATH": str(here.parents[1])}
        self._process = subprocess.Popen(
            [*prefix, sys.executable, str(here)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def ask(self, **request: Any) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return dict(json.loads(self._process.stdout.readline()))

    def publish(self, out: Path, tree: dict[str, str], **more: Any) -> dict[str, Any]:
        return self.ask(out=str(out), tree=tree, **more)

    def recover(self, out: Path, **more: Any) -> dict[str, Any]:
        return self.ask(out=str(out), recover=True, **more)

    def close(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
