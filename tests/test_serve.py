"""The preview: pages of this computer only, each made when it is asked for, and what is wrong beside them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hill import FILES, TODAY, lay
from playwright.sync_api import Browser, Page, expect

from generator.pipeline.order import BuildReport, Progress
from generator.problems import Location, Problem
from generator.serve import Preview, PreviewOrder
from generator.serve.status_page import status_page

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "schools/hill/school.yml"
MILL = FILES[SCHOOL].replace("Hill", "Mill").replace("hill", "mill").replace("960001", "960002")
DATA = "content/clauses/papers/data.md"
PUPIL = "/public/hill/pupil/social-media/papers/"
STAFF = "/internal/hill/staff/social-media/papers/"
ADDRESS = "Keep your address to yourself."
NEW_ADDRESS = "Tell nobody where you live."

Edit = Callable[[str, str, str], None]


def quiet(progress: Progress) -> None:
    """Nobody is told."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("preview"), {"schools/mill/school.yml": MILL})


@pytest.fixture(scope="module")
def preview(root: Path) -> Iterator[Preview]:
    with Preview(PreviewOrder(root, today=TODAY, jobs=1)) as started:
        report = started.look_over(quiet)
        assert isinstance(report, BuildReport) and report.published and not report.problems, report
        yield started


@contextmanager
def taken_over(preview: Preview) -> Iterator[None]:
    """Waits until the preview has taken over what was saved inside."""
    before = preview.news.saves
    late = threading.Timer(20, preview.news.close)
    late.start()
    yield
    preview.news.wait_for_save(before)
    late.cancel()


@pytest.fixture
def edit(root: Path, preview: Preview) -> Iterator[Edit]:
    """Changes a file for one test."""
    kept: dict[Path, str] = {}

    def change(path: str, old: str, new: str) -> None:
        file = root / path
        text = file.read_text("utf-8")
        kept.setdefault(file, text)
        assert old in text
        with taken_over(preview):
            file.write_text(text.replace(old, new), "utf-8")

    yield change
    for file, text in kept.items():
        if file.read_text("utf-8") != text:
            with taken_over(preview):
                file.write_text(text, "utf-8")


def get(preview: Preview, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(preview.address.rstrip("/") + path, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode("utf-8", "replace")


def name(preview: Preview, path: str) -> str:
    """The name by which a browser knows whether a page has changed."""
    request = urllib.request.Request(preview.address.rstrip("/") + path, method="HEAD")
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.read() == b""
        return str(answer.headers["ETag"])


# --- the server ---------------------------------------------------------------------------------------------------


def test_pages_are_served_with_the_script_that_follows_changes(preview: Preview) -> None:
    status, page = get(preview, "/public/hill/pupil/")
    assert status == 200
    assert page.rstrip().endswith("</body>\n</html>")
    called = name(preview, "/public/hill/pupil/").strip('"')
    script = f"/_policypress/live.js?page={called}&amp;pages={preview.news.state.pages}"
    assert page.count(f'<script src="{script}"></script></body>') == 1
    assert get(preview, "/public/hill/pupil")[1] == page
    assert get(preview, "/internal/hill/staff/print/social-media.pdf")[1].startswith("%PDF")
    assert get(preview, "/internal/hill/staff/brand.css")[0] == 200
    assert "<script src=" in get(preview, "/public/nothing/")[1]


@pytest.mark.parametrize(
    "path",
    [
        "/public/nothing/",
        "/public/hill/staff/",
        "/.policypress-written",
        "/public/../../etc/passwd",
        "/public/%2e%2e/mkdocs.yml",
        "/public/hill/pupil/print/",
        "/nothing",
        "/public",
        "/public/%00",
        "/public/%ff",
        "/public/%0d%0aX-Other:1",
        f"/public/{'a' * 5000}",
    ],
)
def test_what_is_not_there_is_not_found(preview: Preview, path: str) -> None:
    assert get(preview, path)[0] == 404


def test_another_name_for_this_computer_is_refused(preview: Preview) -> None:
    """A page on the web may have its own name lead to this computer, to read internal drafts through the browser."""
    assert get(preview, "/internal/", Host="evil.example:8000")[0] == 403
    assert get(preview, "/_policypress/news", Host="evil.example:8000")[0] == 403
    assert get(preview, "/internal/", Host="localhost:8000")[0] == 200


def test_only_this_computer_is_listened_to(preview: Preview, root: Path) -> None:
    assert preview.address.startswith("http://127.0.0.1:")
    with Preview(PreviewOrder(root, jobs=1)) as second:
        assert second.address != preview.address
    with pytest.raises(OSError), Preview(PreviewOrder(root, port=int(preview.address.split(":")[2].strip("/")))):
        pass


def test_news_come_as_they_happen(preview: Preview, edit: Edit) -> None:
    def next_news() -> dict[str, str]:
        return json.loads(next(line for line in news if line.startswith(b"data: ")).removeprefix(b"data: "))  # type: ignore[no-any-return]

    with urllib.request.urlopen(f"{preview.address}_policypress/news", timeout=10) as news:
        assert news.headers["Content-Type"] == "text/event-stream"
        first = next_news()
        assert first == {"pages": preview.news.state.pages, "says": ""}
        edit(DATA, ADDRESS, NEW_ADDRESS)
        assert next_news()["pages"] == preview.news.state.pages != first["pages"]
        edit(DATA, "# Pupil", "# Pupils")
        assert f"{DATA}:" in next_news()["says"]


# --- following what is saved --------------------------------------------------------------------------------------


def test_a_save_changes_the_pages_that_it_touches_and_no_other(preview: Preview, edit: Edit, root: Path) -> None:
    mill = name(preview, STAFF.replace("hill", "mill"))
    edit(SCHOOL, "Complaints policy", "Whistleblowing policy")
    assert "Whistleblowing policy" in get(preview, STAFF)[1]
    assert name(preview, STAFF.replace("hill", "mill")) == mill
    assert not (root / "site").exists()


def test_faults_have_a_page_and_the_last_good_pages_stay(preview: Preview, edit: Edit) -> None:
    before = name(preview, STAFF)
    edit(SCHOOL, "policies.related", "policies.<b>")
    assert name(preview, STAFF) == before
    assert f"{SCHOOL}:" in preview.news.state.says
    report = preview.look_over(quiet)
    assert isinstance(report, BuildReport) and report.left == ("hill",)
    status, page = get(preview, "/")
    assert status == 200
    assert f"{SCHOOL}:10:3" in page and "value-unknown" in page and "There are faults" in page
    assert "policies.&lt;b&gt;" in page and "<b>" not in page


def test_mended_files_bring_the_pages_back(preview: Preview) -> None:
    report = preview.look_over(quiet)
    assert isinstance(report, BuildReport) and not report.problems
    assert preview.news.state.says == ""
    assert "There are faults" not in get(preview, "/")[1]


def test_faults_of_schools_that_nobody_looks_at_are_found_beside(preview: Preview, edit: Edit) -> None:
    preview.look_over(quiet)
    edit("content/variables.yml", "{type: list, question: Which", "{type: text, question: Which")
    assert preview.news.state.says == ""
    assert preview.wait() == ("content/variables.yml",)
    preview.look_over(quiet)
    assert {problem.school for problem in preview.news.state.problems} == {"hill", "mill"}
    assert "(see all 2 faults)" in preview.news.state.says


def test_a_save_while_problems_are_looked_for_is_looked_at_too(preview: Preview, edit: Edit, root: Path) -> None:
    preview.look_over(quiet)
    edit(DATA, ADDRESS, NEW_ADDRESS)
    saved: list[Progress] = []

    def save_once(progress: Progress) -> None:
        if not saved:
            saved.append(progress)
            edit(SCHOOL, "policies.related", "policies.other")

    report = preview.look_over(save_once)
    assert saved
    assert isinstance(report, BuildReport)
    assert {problem.code for problem in report.problems} >= {"value-unknown"}


def test_a_page_that_was_never_sound_says_why(tmp_path: Path) -> None:
    root = lay(tmp_path, {DATA: FILES[DATA].replace("# Pupil", "# <Pupils>")})
    with Preview(PreviewOrder(root, today=TODAY, jobs=1)) as preview:
        status, page = get(preview, PUPIL)
        assert status == 503
        assert f"{DATA}:" in page and "&lt;Pupils&gt;" in page and "live.js" in page
        assert "No page could be made yet." in get(preview, "/")[1]
        report = preview.look_over(quiet)
        assert isinstance(report, BuildReport) and not report.published
        with taken_over(preview):
            (root / DATA).write_text(FILES[DATA], "utf-8")
        assert get(preview, PUPIL)[0] == 200


def test_no_page_lists_more_problems_than_somebody_can_read() -> None:
    many = [Problem("value-unknown", Location("schools/hill/school.yml", line), "<odd>") for line in range(1, 1202)]
    page = status_page(many, "", True)
    assert page.count("<li><code>") == 200
    assert "There are 1,001 more" in page and "<odd>" not in page


def test_a_failure_of_ours_is_said_and_survived(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str) -> bytes:
        raise KeyError("<lost>")

    with monkeypatch.context() as patched:
        patched.setattr(preview, "content", fail)
        status, page = get(preview, PUPIL)
    assert status == 503
    assert "that is our fault" in page and "&lt;lost&gt;" in page and "Traceback" not in page
    assert get(preview, PUPIL)[0] == 200
    assert preview.news.state.failure == ""


def test_only_what_was_asked_for_is_shown_and_counts(root: Path) -> None:
    with Preview(PreviewOrder(root, schools=("mill",), audiences=("pupil",), today=TODAY, jobs=1)) as preview:
        assert get(preview, PUPIL.replace("hill", "mill"))[0] == 200
        assert get(preview, PUPIL)[0] == 404
        assert get(preview, PUPIL.replace("hill", "mill").replace("pupil", "parent"))[0] == 404
        front = get(preview, "/public/")[1]
        assert "Mill Example School" in front and "Hill Example School" not in front
    with Preview(PreviewOrder(root, schools=("nowhere",), today=TODAY, jobs=1)) as preview:
        report = preview.look_over(quiet)
        assert isinstance(report, BuildReport)
        assert [problem.code for problem in report.problems] == ["school-unknown"]


# --- in a browser -------------------------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that has nothing to say about its Content-Security-Policy, and no error."""
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert [text for text in said if "net::ERR" not in text and "503" not in text and "404" not in text] == []


@pytest.mark.slow
def test_a_browser_shows_a_change_and_then_a_fault_by_itself(preview: Preview, edit: Edit, page: Page) -> None:
    page.goto(f"{preview.address}{PUPIL[1:]}")
    expect(page.get_by_text(ADDRESS)).to_be_visible()
    edit(DATA, ADDRESS, NEW_ADDRESS)
    expect(page.get_by_text(NEW_ADDRESS)).to_be_visible(timeout=10_000)
    edit(SCHOOL, "Hill Example School", "Hilltop Example School")
    expect(page.get_by_text("Hilltop Example School").first).to_be_visible(timeout=10_000)
    edit(DATA, "# Pupil", "# Pupils")
    note = page.get_by_role("status").filter(has_text=DATA)
    expect(note).to_be_visible(timeout=10_000)
    expect(page.get_by_text(NEW_ADDRESS)).to_be_visible()
    note.click()
    expect(page.get_by_text("There are faults")).to_be_visible()
    expect(page.get_by_text(DATA).first).to_be_visible()
    edit(DATA, "# Pupils", "# Pupil")
    expect(page.get_by_text("There are faults")).to_have_count(0, timeout=10_000)
    expect(page.get_by_role("link", name="Public pages")).to_be_visible()


@pytest.mark.slow
def test_a_browser_follows_schools_and_templates(preview: Preview, root: Path, page: Page) -> None:
    page.goto(f"{preview.address}public/")
    expect(page.get_by_role("link", name="Mill Example School")).to_be_visible()
    dale = root / "schools/dale/school.yml"
    dale.parent.mkdir()
    dale.write_text(MILL.replace("Mill", "Dale").replace("mill", "dale").replace("960002", "960003"), "utf-8")
    expect(page.get_by_role("link", name="Dale Example School")).to_be_visible(timeout=10_000)
    page.get_by_role("link", name="Dale Example School").click()
    expect(page.get_by_role("link", name="Pupil").first).to_be_visible()
    shutil.rmtree(dale.parent)
    expect(page.get_by_text("Dale Example School")).to_have_count(0, timeout=10_000)
    page.goto(f"{preview.address}{PUPIL[1:]}")
    own = root / "overrides/web/partials/footer.html"
    own.parent.mkdir(parents=True)
    own.write_text("<footer>Our own foot of the page</footer>\n", "utf-8")
    expect(page.get_by_text("Our own foot of the page")).to_be_visible(timeout=20_000)
    shutil.rmtree(root / "overrides")
    expect(page.get_by_text("Our own foot of the page")).to_have_count(0, timeout=20_000)


@pytest.fixture
def reading(preview: Preview, page: Page) -> Page:
    """Somebody in the middle of a page, which knows what it is."""
    page.set_viewport_size({"width": 800, "height": 300})
    with page.expect_response(lambda answer: answer.request.resource_type == "fetch" and answer.url.endswith(STAFF)):
        page.goto(f"{preview.address}{STAFF[1:]}")
    page.evaluate("scrollTo(0, 200); window.before = true")
    assert page.evaluate("scrollY") == 200
    return page


@pytest.mark.slow
def test_a_page_that_did_not_change_is_spared(edit: Edit, reading: Page) -> None:
    edit("schools/mill/school.yml", "Complaints policy", "Whistleblowing policy")
    edit(DATA, ADDRESS, NEW_ADDRESS)  # for pupils only
    reading.wait_for_timeout(1000)
    assert reading.evaluate("window.before") is True


@pytest.mark.slow
def test_words_are_set_into_the_page_as_it_is_open(edit: Edit, reading: Page) -> None:
    reading.evaluate("document.querySelector('article').addEventListener('click', () => { window.clicked = true })")
    rule = "Keep personal information off your own accounts."
    edit(SCHOOL, "Complaints policy", "Whistleblowing policy")
    expect(reading.get_by_text("Whistleblowing policy")).to_be_visible()
    edit(DATA, rule, "Keep it off your own accounts.\n\n- First <of> all.\n".replace("<of>", "of"))
    expect(reading.get_by_text("First of all.")).to_be_attached()
    expect(reading.get_by_text(rule)).to_have_count(0)
    edit(DATA, "\n\n- First of all.\n", "")
    expect(reading.get_by_text("First of all.")).to_have_count(0)
    assert reading.evaluate("window.before") is True
    assert reading.evaluate("scrollY") == 200
    reading.get_by_text("Keep it off your own accounts.").click()
    assert reading.evaluate("window.clicked") is True
    body = "document.querySelector('article').innerText"
    shown = reading.evaluate(body)
    reading.reload()
    assert reading.evaluate(body) == shown


@pytest.mark.slow
def test_what_cannot_be_set_in_is_loaded_again_where_the_reader_was(edit: Edit, reading: Page) -> None:
    edit(DATA, "title: Personal information", "title: What we know of people")
    expect(reading.get_by_role("heading", name="What we know of people")).to_be_attached(timeout=10_000)
    assert reading.evaluate("window.before") is None
    reading.wait_for_function("() => scrollY === 200", timeout=5_000)


@pytest.mark.slow
def test_many_open_pages_do_not_keep_one_another_waiting(preview: Preview, edit: Edit, browser: Browser) -> None:
    """A browser opens six connections to one address, and all its pages together may take one for the news."""
    context = browser.new_context()
    pages = [context.new_page() for _ in range(9)]
    for opened in pages:
        opened.goto(f"{preview.address}{PUPIL[1:]}", timeout=10_000)
        expect(opened.get_by_text(ADDRESS)).to_be_visible()
    edit(DATA, ADDRESS, NEW_ADDRESS)
    for opened in pages:
        opened.bring_to_front()
        expect(opened.get_by_text(NEW_ADDRESS)).to_be_visible(timeout=10_000)
    context.close()


# --- its end ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "ended"])
@pytest.mark.parametrize("when", ["The preview is at", "Waiting for changes"], ids=["at-first", "at-rest"])
def test_it_ends_at_once_and_leaves_nothing(tmp_path: Path, how: signal.Signals, code: int, when: str) -> None:
    root, temporary = lay(tmp_path / "folder"), tmp_path / "temporary"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "TMPDIR": str(temporary)}
    environment |= {"POLICYPRESS_CACHE": str(tmp_path / "cache"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "generator", "serve", "--school", "hill"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, env=environment, text=True, **pipes) as running:  # type: ignore[call-overload]
        late = threading.Timer(60, running.kill)
        late.start()
        for line in running.stdout:
            if when in line:
                ended = time.monotonic()
                running.send_signal(how)
        late.cancel()
        assert running.wait(timeout=5) == code
        assert time.monotonic() - ended < 2
        assert "Traceback" not in running.stderr.read()
    assert list(temporary.iterdir()) == []
    assert not (root / "site").exists()
