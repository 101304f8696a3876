"""What a user may do wrong, and what the machine may do: each row ends in one plain message, and the old site stays."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import html5lib
import pytest
from hill import edited, lay
from site_reading import files_of, pdf_text

HOSTILE = '<img src=x onerror=alert(1)> & "Sons" {{7*7}} #panic() *x*'
SCHOOL = "schools/hill/school.yml"


def policypress(root: Path, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", *words]
    return subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def environment() -> dict[str, str]:
    home = Path(__file__).resolve().parent.parent
    return {**os.environ, "PYTHONPATH": str(home), "PYTHONUTF8": "1"}


def build(root: Path, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
    return policypress(root, "build", "--today", "2026-11-20", *words, **options)


def snapshot(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files_of(site)}


def refused(root: Path, *messages: str) -> str:
    """A build of `root` that must end with faults, say each of `messages` and leave the site as it was."""
    site = root / "site"
    before = snapshot(site)
    result = build(root)
    said = result.stdout + result.stderr
    assert result.returncode == 1, said
    assert "Traceback" not in said
    for message in messages:
        assert message in re.sub(r"\s+", " ", said), said
    assert snapshot(site) == before
    return said


# --- values are text ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("hostile"))
    school = root / SCHOOL
    school.write_text(school.read_text().replace("name: Hill Example School", f"name: '{HOSTILE}'"))
    result = build(root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root / "site"


def test_a_hostile_name_is_printed_as_typed_on_every_page(hostile_site: Path) -> None:
    pages = [file for file in files_of(hostile_site) if file.suffix == ".html" and "/hill/" in file.as_posix()]
    assert len(pages) > 10
    for file in pages:
        page = html5lib.parse(file.read_text(), namespaceHTMLElements=False)
        assert HOSTILE in "".join(page.find("head").find("title").itertext()), file
        assert HOSTILE in re.sub(r"\s+", " ", "".join(page.find("body").itertext())), file
        assert [image for image in page.iter("img") if image.get("src") == "x"] == [], file
        assert [node for node in page.iter() if any(name.startswith("on") for name in node.attrib)] == [], file


def test_a_hostile_name_is_found_as_typed_by_search(hostile_site: Path) -> None:
    index = json.loads((hostile_site / "public/hill/pupil/search/search_index.json").read_text())
    texts = [unescape(entry["text"]) for entry in index["docs"]]
    assert any(HOSTILE in text for text in texts)
    assert not any("<img" in entry["text"] or "<img" in entry["title"] for entry in index["docs"])


def test_a_hostile_name_is_printed_as_typed_in_pdfs(hostile_site: Path) -> None:
    documents = [file for file in files_of(hostile_site) if file.suffix == ".pdf"]
    assert len(documents) == 7
    for file in documents:
        assert HOSTILE in pdf_text(file.read_bytes()), file


# --- faults in files ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay(tmp_path_factory.mktemp("built"))
    assert build(root).returncode == 0
    return root


@pytest.fixture
def root(built_once: Path, tmp_path: Path) -> Path:
    """A policy folder with a site built from it."""
    return shutil.copytree(built_once, tmp_path / "policies")


@pytest.mark.parametrize(
    "value",
    ['"Code of\\nconduct"', '"   "', "x" * 100_000, '""', "~"],
    ids=["newline", "spaces", "100 kB", "empty", "null"],
)
def test_a_value_that_is_not_one_line_of_text_is_refused_with_its_place(root: Path, value: str) -> None:
    school = root / SCHOOL
    school.write_text(school.read_text().replace("[Code of conduct, Complaints policy]", f"[{value}]"))
    refused(root, f"{SCHOOL}:", "policies.related")


def test_an_unfilled_detail_is_named_with_its_question_its_file_and_the_clause_that_needs_it(root: Path) -> None:
    school = root / SCHOOL
    school.write_text(school.read_text().replace("  policies.related: [Code of conduct, Complaints policy]\n", ""))
    refused(root, "policies.related", "Which policies belong to this one?", SCHOOL, "related")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("---\ntitle: Gebühr\n---\n".encode("latin-1"), "not saved as UTF-8"),
        (b"# Staff\n\nNo front matter here.\n", "front matter"),
        (b"", "front matter"),
        (b"---\ntitle: [unclosed\n---\n", "the bracket [ that begins the value is not closed"),
        (b"\x00\x01\x02", "control character"),
    ],
    ids=["latin-1", "no front matter", "empty", "bad YAML", "binary"],
)
def test_a_clause_file_that_cannot_be_read_is_a_problem_with_its_place(
    root: Path, content: bytes, message: str
) -> None:
    (root / "content/clauses/papers/data.md").write_bytes(content)
    refused(root, "content/clauses/papers/data.md", message)


@pytest.mark.parametrize("change", [b"\xef\xbb\xbf", b"\r\n"], ids=["byte-order mark", "CRLF"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(root: Path, change: bytes) -> None:
    before = snapshot(root / "site")
    for file in [*(root / "content").rglob("*.md"), *(root / "content").rglob("*.yml"), root / SCHOOL]:
        content = file.read_bytes()
        file.write_bytes(content.replace(b"\n", b"\r\n") if change == b"\r\n" else change + content)
    assert build(root).returncode == 0
    assert snapshot(root / "site") == before


def test_a_sync_programs_second_copy_has_a_message_of_its_own(root: Path) -> None:
    clause = root / "content/clauses/papers/data.md"
    (clause.parent / "data (Ann's conflicted copy 2026-11-20).md").write_bytes(clause.read_bytes())
    refused(root, "second copy that a sync program", "delete this one")


@pytest.mark.parametrize("name", ["CON", "../../etc", "Hill", "assets", "a b"])
def test_a_bad_school_id_is_refused(root: Path, name: str) -> None:
    result = policypress(root, "new", "school", name, "--no-input")
    assert result.returncode in (1, 2) and "Traceback" not in result.stderr + result.stdout
    assert name in result.stdout + result.stderr
    result = build(root, "--school", name)
    assert result.returncode in (1, 2) and "Traceback" not in result.stderr + result.stdout
    assert not (root.parent.parent / "etc").exists()


def test_a_school_folder_with_a_reserved_name_is_refused(root: Path) -> None:
    folder = root / "schools/CON"
    folder.mkdir()
    (folder / "school.yml").write_text((root / SCHOOL).read_text())
    refused(root, "CON", "reserved name")


def test_every_problem_is_told_in_one_run(root: Path) -> None:
    (root / "content/clauses/papers/data.md").write_text("no front matter")
    school = root / SCHOOL
    school.write_text(school.read_text().replace("policies.related", "policies.relatd"))
    (root / "content/glossary.yml").write_text((root / "content/glossary.yml").read_text() + "  Bad Name: {}\n")
    refused(root, "content/clauses/papers/data.md", "Bad Name", "policies.relatd")


# --- faults of the machine ----------------------------------------------------------------------------------------


def test_an_output_that_cannot_be_a_folder_is_told_in_one_line(root: Path) -> None:
    (root / "afile").write_text("mine")
    result = build(root, "--out", "afile/site")
    assert result.returncode == 2
    assert "afile" in result.stderr + result.stdout and "Traceback" not in result.stderr + result.stdout
    assert (root / "afile").read_text() == "mine"


def test_a_full_disk_leaves_the_old_site(root: Path) -> None:
    """No file may grow beyond 20 kB: writes fail half-way as on a full disk, and need no root to try."""
    import resource

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    before = snapshot(root / "site")
    wording = root / "content/clauses/papers/data.md"
    wording.write_text(wording.read_text().replace("your address", "your street"))
    result = build(root, "--jobs", "1", preexec_fn=small_files)
    assert result.returncode == 2, result.stdout + result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert snapshot(root / "site") == before


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", "build", "--today", "2026-11-20", *words]
    return subprocess.Popen(
        command,
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def wait_for_stage(root: Path) -> None:
    """Until a build holds the lock and has staged a file."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if any(root.glob(".*policypress-work*/stage-*/*")) or any(root.glob("site/.policypress-work*/stage-*/*")):
            return
        time.sleep(0.005)
    pytest.fail("the build staged nothing within 30 seconds")


def change_a_wording(root: Path) -> None:
    wording = root / "content/clauses/papers/data.md"
    wording.write_text(wording.read_text().replace("your address", "your street"))


@pytest.mark.slow
def test_ctrl_c_ends_at_once_and_leaves_the_old_site(root: Path) -> None:
    before = snapshot(root / "site")
    change_a_wording(root)
    running = start(root)
    wait_for_stage(root)
    began = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=30)
    assert time.monotonic() - began < 5, "Ctrl-C should end a build at once"
    assert running.returncode == 130, said
    assert "Traceback" not in said
    assert snapshot(root / "site") == before


@pytest.mark.slow
def test_the_second_of_two_builds_says_so_and_stops(root: Path) -> None:
    change_a_wording(root)
    first = start(root)
    wait_for_stage(root)
    os.killpg(first.pid, signal.SIGSTOP)
    try:
        second = build(root)
    finally:
        os.killpg(first.pid, signal.SIGCONT)
    said, _ = first.communicate(timeout=60)
    assert second.returncode == 2
    assert str(first.pid) in second.stdout + second.stderr
    assert "Traceback" not in second.stdout + second.stderr
    assert first.returncode == 0, said
    assert "your street" in (root / "site/public/hill/pupil/social-media/papers/index.html").read_text()


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_site(root: Path) -> None:
    """The journal's own steps are killed one by one in test_publish_crash.py; this kills whole builds by the clock."""
    before = snapshot(root / "site")
    change_a_wording(root)
    began = time.monotonic()
    assert build(root, "--out", "new").returncode == 0
    whole = time.monotonic() - began
    after = {path: content for path, content in snapshot(root / "new").items() if "/" in path}
    for part in range(1, 9):
        running = start(root)
        time.sleep(whole * part / 8)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=30)
        assert policypress(root, "check", "--today", "2026-11-20").returncode == 0  # the next command of any kind
        found = {path: content for path, content in snapshot(root / "site").items() if "/" in path}
        assert found in (after, {path: content for path, content in before.items() if "/" in path})


def test_edited_refuses_a_place_that_is_not_there() -> None:
    with pytest.raises(AssertionError):
        edited(SCHOOL, "no such words", "")
