"""Reads a policy folder as it was at a git revision. Everything that we ask of git stands here."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_READ = ("content", "schools", "mkdocs.yml")
"""What a policy folder is read from."""


@dataclass(frozen=True, slots=True)
class NoRevision:
    """Why a revision cannot be read, and what to do."""

    message: str
    hint: str


def unpack_revision(root: Path, revision: str, into: Path) -> NoRevision | None:
    """Puts what the policy folder at `root` held at `revision` into the folder `into`; links are left out.

    Reads the repository in which `root` lies, which may be larger than it, and changes nothing there.
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
    listed = _git(root, "ls-tree", "--name-only", "-z", commit).stdout.decode(errors="surrogateescape").split("\0")
    there = [name for name in _READ if name in listed]
    if "content" not in there:
        message = f"At the revision “{revision}” this policy folder had no content/."
        return NoRevision(message, "Name a later one.")
    archive = _git(root, "archive", "--format=tar", commit, *there)
    if archive.returncode:
        said = archive.stderr.decode(errors="replace").strip()
        return NoRevision(f"git could not read the revision “{revision}”.", f"git: {said}")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as members:
        for member in members:
            content = members.extractfile(member) if member.isreg() else None
            path = PurePosixPath(member.name)
            if content is not None and not path.is_absolute() and ".." not in path.parts:
                file = into / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())
    return None


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs git in `root`; it asks nothing, takes no lock and shows no pager. `FileNotFoundError` without git."""
    settings = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), "--no-pager", *arguments]
    return subprocess.run(command, capture_output=True, env=settings, check=False, stdin=subprocess.DEVNULL)
