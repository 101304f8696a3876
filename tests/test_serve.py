"""The preview: pages of this computer only, built again on every save, with faults on a page of their own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from hill import FILES, TODAY, lay
from playwright.sync_api import Browser, expect

from generator.pipeline.order import BuildReport, Progress
from generator.serve import Preview, PreviewOrder
from generator.serve.watching import changed, look, schools_in, schools_touched

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "schools/hill/school.yml"
DATA = "content/clauses/papers/data.md"


# --- what has changed ---------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("paths", "schools"),
    [
        ({SCHOOL, "schools/mill/clauses/data.md"}, ("hill", "mill")),
        ({SCHOOL, DATA}, None),
        ({"schools/groups/valley.yml"}, None),
        ({"schools/new/school.yml"}, None),
        ({"mkdocs.yml"}, None),
    ],
)
def test_only_schools_that_were_touched_are_built(paths: set[str], schools: tuple[str, ...] | None) -> None:
    known = schools_in({SCHOOL: (0, 0), "schools/mill/school.yml": (0, 0), "schools/groups/valley.yml": (0, 0)})
    assert known == {"hill", "mill"}
    assert schools_touched(frozenset(paths), known) == schools


# --- the server ---------------------------------------------------------------------------------------------------


def quiet(progress: Progress) -> None:
    """Nobody is told."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mill = FILES[SCHOOL].replace("Hill", "Mill").replace("hill", "mill").replace("960001", "960002")
    return lay(tmp_path_factory.mktemp("preview"), {"schools/mill/school.yml": mill})


@pytest.fixture(scope="module")
def preview(root: Path) -> Iterator[Preview]:
    with Preview(PreviewOrder(root, today=TODAY, jobs=1)) as started:
        report = started.refresh(quiet)
        assert isinstance(report, BuildReport) and report.published, report
        yield started


@pytest.fixture
def edit(root: Path) -> Iterator[object]:
    """Changes a file for one test."""
    kept: dict[Path, str] = {}

    def change(path: str, old: str, new: str) -> None:
        file = root / path
        kept.setdefault(file, file.read_text("utf-8"))
        assert old in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")

    yield change
    for file, text in kept.items():
        file.write_text(text, "utf-8")


def get(preview: Preview, path: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(preview.address.rstrip("/") + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode("utf-8", "replace")


def test_pages_are_served_with_the_script_that_reloads_them(preview: Preview) -> None:
    status, page = get(preview, "/public/hill/pupil/")
    assert status == 200
    assert page.rstrip().endswith("</body>\n</html>")
    assert page.count(f'<script src="/_policypress/live.js?pages={preview.state.pages}"></script></body>') == 1
    assert get(preview, "/public/hill/pupil")[1] == page
    assert get(preview, "/internal/hill/staff/print/social-media.pdf")[1].startswith("%PDF")
    assert json.loads(get(preview, "/_policypress/state")[1]) == {"pages": preview.state.pages, "says": ""}


@pytest.mark.parametrize(
    "path",
    [
        "/public/nothing/",
        "/.policypress-written",
        "/public/../../etc/passwd",
        "/nothing",
        "/public/%00",
        f"/public/{'a' * 5000}",
    ],
)
def test_what_is_not_there_is_not_found(preview: Preview, path: str) -> None:
    assert get(preview, path)[0] == 404


def test_another_name_for_this_computer_is_refused(preview: Preview) -> None:
    """A page on the web may have its own name lead to this computer, to read internal drafts through the browser."""
    assert get(preview, "/internal/", Host="evil.example:8000")[0] == 403
    assert get(preview, "/internal/", Host="localhost:8000")[0] == 200


def test_only_this_computer_is_listened_to(preview: Preview) -> None:
    assert preview.address.startswith("http://127.0.0.1:")
    with Preview(PreviewOrder(Path("."), jobs=1)) as second:
        assert second.address != preview.address
    with pytest.raises(OSError), Preview(PreviewOrder(Path("."), port=int(preview.address.split(":")[2].strip("/")))):
        pass


def test_a_save_builds_what_it_touches(preview: Preview, edit: object, root: Path) -> None:
    before = preview.state.pages
    edit(SCHOOL, "Complaints policy", "Whistleblowing policy")  # type: ignore[operator]
    preview.wait()
    report = preview.refresh(quiet)
    assert isinstance(report, BuildReport) and report.schools == ("hill",)
    assert preview.state.pages != before
    assert "Whistleblowing policy" in get(preview, "/internal/hill/staff/social-media/papers/")[1]
    assert not (root / "site").exists()


def test_faults_have_a_page_and_the_last_good_pages_stay(preview: Preview, edit: object) -> None:
    edit(SCHOOL, "policies.related", "policies.<b>")  # type: ignore[operator]
    report = preview.refresh(quiet)
    assert isinstance(report, BuildReport) and not report.published
    status, page = get(preview, "/")
    assert status == 200
    assert "schools/hill/school.yml:10:3" in page and "value-unknown" in page
    assert "policies.&lt;b&gt;" in page and "<b>" not in page
    assert get(preview, "/public/hill/pupil/")[0] == 200
    assert "see where" in json.loads(get(preview, "/_policypress/state")[1])["says"]


def test_mended_files_bring_the_pages_back(preview: Preview) -> None:
    report = preview.refresh(quiet)
    assert isinstance(report, BuildReport) and report.published
    assert json.loads(get(preview, "/_policypress/state")[1])["says"] == ""


@pytest.mark.slow
def test_a_browser_shows_a_change_and_then_a_fault_by_itself(preview: Preview, edit: object, browser: Browser) -> None:
    preview.refresh(quiet)
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{preview.address}public/hill/pupil/social-media/papers/")
    expect(page.get_by_text("Keep your address to yourself.")).to_be_visible()
    edit(DATA, "Keep your address to yourself.", "Tell nobody where you live.")  # type: ignore[operator]
    preview.refresh(quiet)
    expect(page.get_by_text("Tell nobody where you live.")).to_be_visible(timeout=10_000)
    edit(DATA, "# Pupil", "# Pupils")  # type: ignore[operator]
    preview.refresh(quiet)
    expect(page.get_by_role("link", name="see where")).to_be_visible(timeout=10_000)
    page.get_by_role("link", name="see where").click()
    expect(page.get_by_text("There are faults")).to_be_visible()
    expect(page.get_by_text(DATA).first).to_be_visible()
    assert [text for text in said if "Content Security Policy" in text or "Content-Security-Policy" in text] == []
    page.close()


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "ended"])
def test_it_ends_at_once_and_leaves_nothing(tmp_path: Path, how: signal.Signals, code: int) -> None:
    root, temporary = lay(tmp_path / "folder"), tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "generator", "serve", "--school", "hill"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        late = threading.Timer(60, running.kill)
        late.start()
        for line in running.stdout:
            if "Waiting for changes" in line:
                running.send_signal(how)
        late.cancel()
        assert running.wait(timeout=5) == code
    assert not list(temporary.glob("policypress-preview-*"))
    assert not (root / "site").exists()
