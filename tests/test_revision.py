"""A policy folder at a git revision: the files as git keeps them, of the repository in which the folder lies."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.library.revision import NoRevision, unpack_revision

FILES = {
    "mkdocs.yml": b"site_name: Policies\n",
    "content/a.md": b"At $Format:%H$, $Id$.\r\nSecond line.\n",
    "content/caf\u00e9 x.md": b"\xff\x00\n\nnot text",
    "content/deep/empty.md": b"",
    "content/deep/same.md": b"",
    "schools/hill/school.yml": b"name: Hill\n",
    "other/left.md": b"of no policy folder",
}
HELD = {path: content for path, content in FILES.items() if not path.startswith("other/")}


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=Tester", "-c", "user.email=tester@example.example", "-c", "commit.gpgsign=false"]
    plain = ["-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"]
    command = ["git", "-C", str(folder), *settings, *plain, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "-q", "-m", "One")


@pytest.fixture(params=["", "within/a folder"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A policy folder that is a repository, or lies in a larger one."""
    (tmp_path / "repository").mkdir()
    git(tmp_path / "repository", "init", "-q")
    folder = lay(tmp_path / "repository" / request.param, FILES)
    commit(folder)
    return folder


def held(root: Path, into: Path, revision: str = "HEAD") -> dict[str, bytes]:
    assert unpack_revision(root, revision, into) is None
    return {file.relative_to(into).as_posix(): file.read_bytes() for file in into.rglob("*") if not file.is_dir()}


def test_files_come_byte_for_byte(root: Path, tmp_path: Path) -> None:
    (root / "content/a.md").write_bytes(b"Later.")
    assert held(root, tmp_path / "into") == HELD


@pytest.mark.parametrize("attribute", ["export-ignore", "export-subst", "ident", "text eol=crlf"])
@pytest.mark.parametrize("within", [False, True])
def test_attributes_change_nothing(root: Path, tmp_path: Path, attribute: str, within: bool) -> None:
    if within:  # in the repository's own settings
        (Path(git(root, "rev-parse", "--absolute-git-dir")) / "info/attributes").write_text(f"* {attribute}\n")
    else:
        (root / ".gitattributes").write_text(f"* {attribute}\n")
        git(root, "add", ".gitattributes")
        git(root, "commit", "-q", "-m", "Attributes")
    assert held(root, tmp_path / "into") == HELD


@pytest.mark.parametrize("kind", ["smudge", "process", "textconv"])
def test_no_filter_is_run(root: Path, tmp_path: Path, kind: str) -> None:
    ran = tmp_path / "ran"
    command = f'echo ran > "{ran.as_posix()}"; cat'
    git(root, "config", f"filter.ours.{kind}", command)
    git(root, "config", "diff.ours.textconv", command)
    lines = "* filter=ours diff=ours\n"
    (Path(git(root, "rev-parse", "--absolute-git-dir")) / "info/attributes").write_text(lines)
    (root / ".gitattributes").write_text(lines)
    assert held(root, tmp_path / "into") == HELD
    assert not ran.exists()


def test_settings_of_another_repository_are_ignored(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = lay(tmp_path / "other", {"content/b.md": b"Another."})
    git(other, "init", "-q")
    commit(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))
    monkeypatch.setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", str(other / ".git/objects"))
    monkeypatch.setenv("GIT_COMMON_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_PREFIX", "content/")
    assert held(root, tmp_path / "into") == HELD
    outside = lay(tmp_path / "outside", {"content/c.md": b""})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert isinstance(unpack_revision(outside, "HEAD", tmp_path / "none"), NoRevision)


@pytest.mark.skipif(os.name == "nt", reason="Windows grants links to few")
def test_links_and_submodules_are_left_out(root: Path, tmp_path: Path) -> None:
    (root / "content/link.md").symlink_to("a.md")
    (root / "schools/away").symlink_to(tmp_path)
    module = lay(tmp_path / "module", {"content/b.md": b"Another."})
    git(module, "init", "-q")
    commit(module)
    git(root, "submodule", "--quiet", "add", str(module), "content/module")
    (root / "content/a.md").chmod(0o755)
    commit(root)
    assert git(root, "ls-tree", "HEAD", "content/module").startswith("160000")
    assert held(root, tmp_path / "into") == HELD


def test_an_object_that_is_gone_is_told_and_nothing_is_written(root: Path, tmp_path: Path) -> None:
    name = git(root, "rev-parse", "HEAD:./content/a.md")
    lost = Path(git(root, "rev-parse", "--absolute-git-dir")) / "objects" / name[:2] / name[2:]
    lost.chmod(0o644)
    lost.unlink()
    fault = unpack_revision(root, "HEAD", tmp_path / "into")
    assert isinstance(fault, NoRevision)
    assert fault.message == "git could not read the revision “HEAD”." and fault.hint.startswith("git: ")
    assert not (tmp_path / "into").exists()


def test_content_that_is_a_link_is_no_policy_folder(tmp_path: Path) -> None:
    root = lay(tmp_path / "folder", {"mkdocs.yml": b"", "target": b"schools"})
    git(root, "init", "-q")
    blob = git(root, "hash-object", "-w", "target")
    git(root, "update-index", "--add", "--cacheinfo", f"120000,{blob},content")
    git(root, "commit", "-q", "-m", "One")
    fault = unpack_revision(root, "HEAD", tmp_path / "into")
    assert isinstance(fault, NoRevision) and "had no content/" in fault.message
