"""Reads a policy folder as it was at a git revision. Everything that we ask of git stands here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_READ = ("content", "schools", "mkdocs.yml")
"""What a policy folder is read from."""

_FILES = ("100644", "100755", "100664")
"""Modes of files in a tree, the last from early days of git; 120000 is a link, 160000 a submodule."""

_ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
)
"""Settings that name another repository than the one in which a folder lies; git sets some for its hooks."""


@dataclass(frozen=True, slots=True)
class NoRevision:
    """Why a revision cannot be read, and what to do."""

    message: str
    hint: str


def unpack_revision(root: Path, revision: str, into: Path) -> NoRevision | None:
    """Puts what the policy folder at `root` held at `revision` into the folder `into`; links are left out.

    Reads the repository in which `root` lies, which may be larger than it, and changes nothing there. Files are as git
    keeps them: their attributes are not followed, so nothing is left out, filled in or handed to another program.
    """
    try:
        inside = _git(root, "rev-parse", "--is-inside-work-tree")
    except FileNotFoundError:
        message = f"“{revision}” is no policy folder, and without git no revision can be read."
        return NoRevision(message, "Install git, or name a folder that holds an older copy.")
    if inside.returncode:
        message = f"“{revision}” is no policy folder, and {root} is in no git repository that could know it."
        said = inside.stderr.decode(errors="replace").strip().splitlines()[:1]
        return NoRevision(message, "\n".join(["Name a folder that holds an older copy.", *(f"git: {s}" for s in said)]))
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = found.stdout.decode().strip()
    if found.returncode or not commit:
        message = f"“{revision}” is no policy folder, and git knows no such revision."
        return NoRevision(message, "Name a commit, a branch or a tag: `git log --oneline` lists commits.")
    return _unpack(root, commit, revision, into)


def _unpack(root: Path, commit: str, revision: str, into: Path) -> NoRevision | None:
    listed = _git(root, "ls-tree", "-r", "-z", commit, *_READ)
    files = list(_files(listed.stdout))
    if not listed.returncode and not any(path.parts[0] == "content" for path, _ in files):
        message = f"At the revision “{revision}” this policy folder had no content/."
        return NoRevision(message, "Name a later one.")
    held = listed if listed.returncode else _git(root, "cat-file", "--batch", given=[name for _, name in files])
    contents = list(_contents(held.stdout))
    if held.returncode or len(contents) != len(files):
        said = held.stderr.decode(errors="replace").strip() or "an object is missing"
        return NoRevision(f"git could not read the revision “{revision}”.", f"git: {said}")
    for (path, _), content in zip(files, contents, strict=True):
        file = into / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return None


def _files(listed: bytes) -> Iterator[tuple[Path, str]]:
    """The path and the object of each file that `git ls-tree -z` lists, but none that leads out of its folder."""
    for line in listed.decode(errors="surrogateescape").split("\0"):
        about, _, name = line.partition("\t")
        path = Path(name)
        if about.startswith(_FILES) and not path.anchor and ".." not in path.parts:
            yield path, about.split()[2]


def _contents(batch: bytes) -> Iterator[bytes]:
    """What `git cat-file --batch` prints: for each object a line that ends with its size, its content and a line feed.

    Ends at the first object that is not there whole.
    """
    at = 0
    while at < len(batch):
        start = batch.find(b"\n", at) + 1
        size = b"".join(batch[at:start].split()[-1:])
        if not size.isdigit() or start + int(size) >= len(batch):
            return
        yield batch[start : start + int(size)]
        at = start + int(size) + 1


def _git(root: Path, *arguments: str, given: Iterable[str] = ()) -> subprocess.CompletedProcess[bytes]:
    """Runs git in `root`, with the lines `given`; it asks nothing, takes no lock and shows no pager.

    Raises `FileNotFoundError` without git.
    """
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    settings = {**kept, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    lines = "".join(f"{line}\n" for line in given).encode()
    return subprocess.run(command, capture_output=True, env=settings, check=False, input=lines)
