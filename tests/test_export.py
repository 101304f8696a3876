"""One school alone: a zip file whose pages work from any place, with the words for the school's own website."""

from __future__ import annotations

import json
import os
import posixpath
import re
import subprocess
import sys
import urllib.parse
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from commanding import Desk
from exports import PASTE, exported, parsed, unpacked
from hill import edited, lay
from publish_child import Publisher
from site_reading import everything_in, files_of
from test_build import PLANTED, planted_clause

from generator.pipeline.export import _own_files
from generator.publish import PublishError
from generator.publish.archive import Archive
from tests.web_editions import edition, site

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "schools/hill/school.yml"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return unpacked(lay(tmp_path_factory.mktemp("public")))


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return unpacked(lay(tmp_path_factory.mktemp("internal")), "internal")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(lay(tmp_path), monkeypatch, capsys)


# --- what the file holds ------------------------------------------------------------------------------------------

OF_THE_THEME = re.compile(r"assets/(javascripts|stylesheets)/")
PUBLIC = """
    PDF/Hill-Example-School-Social-media-policy-for-parents-Parent-edition-large-print.pdf
    PDF/Hill-Example-School-Social-media-policy-for-parents-Parent-edition.pdf
    PDF/Hill-Example-School-Staying-safe-online-Pupil-edition-large-print.pdf
    PDF/Hill-Example-School-Staying-safe-online-Pupil-edition-slip.pdf
    PDF/Hill-Example-School-Staying-safe-online-Pupil-edition.pdf
    assets/policypress/governors.css assets/policypress/governors.js assets/policypress/icon.svg
    assets/policypress/policypress.css assets/policypress/policypress.js
    brand.css index.html
    parent/brand.css parent/index.html parent/search/search_index.json
    parent/social-media/contact/index.html parent/social-media/index.html parent/social-media/papers/index.html
    parent/social-media/sources/index.html parent/social-media/whole/index.html
    pupil/brand.css pupil/index.html pupil/search/search_index.json
    pupil/social-media/contact/index.html pupil/social-media/index.html pupil/social-media/papers/index.html
    pupil/social-media/whole/index.html
    what-to-paste.html
    """
INTERNAL = """
    PDF/Hill-Example-School-Social-media-policy-Staff-edition-large-print.pdf
    PDF/Hill-Example-School-Social-media-policy-Staff-edition.pdf
    assets/policypress/governors.css assets/policypress/governors.js assets/policypress/icon.svg
    assets/policypress/policypress.css assets/policypress/policypress.js
    brand.css index.html
    staff/brand.css staff/index.html staff/search/search_index.json
    staff/social-media/contact/index.html staff/social-media/index.html staff/social-media/papers/index.html
    staff/social-media/sources/index.html staff/social-media/whole/index.html staff/social-media/words/index.html
    what-to-paste.html
    """


def test_the_file_holds_the_school_its_assets_and_no_more(
    public: Mapping[str, bytes], internal: Mapping[str, bytes]
) -> None:
    for files, wanted in ((public, PUBLIC), (internal, INTERNAL)):
        assert [name for name in files if not OF_THE_THEME.match(name)] == wanted.split()
        assert {name.split(".")[0] for name in files if OF_THE_THEME.match(name)} == {
            "assets/javascripts/bundle",
            "assets/javascripts/workers/search",
            "assets/stylesheets/main",
        }


def pages(files: Mapping[str, bytes]) -> dict[str, BeautifulSoup]:
    return {path: parsed(content) for path, content in files.items() if path.endswith(".html")}


def dead_links(files: Mapping[str, bytes]) -> list[str]:
    """Every address of every page that leads to no file of the export, to a folder, or to a place that is not there."""
    read = pages(files)
    return [
        f"{path}: {address}"
        for path, page in read.items()
        for element in page.select("[href], [src]")
        for address in [str(element.get("href") or element.get("src"))]
        if not _leads_somewhere(path, address, files, read)
    ]


def _leads_somewhere(path: str, address: str, files: Mapping[str, bytes], read: Mapping[str, BeautifulSoup]) -> bool:
    parts = urllib.parse.urlsplit(address)
    if parts.scheme:
        return parts.scheme in ("https", "mailto", "tel")
    there = posixpath.join(posixpath.dirname(path), urllib.parse.unquote(parts.path)) if parts.path else path
    there = posixpath.normpath(there)
    if there not in files or parts.path.endswith("/"):
        return False
    return not parts.fragment or there not in read or bool(read[there].find(id=parts.fragment))


def test_every_link_leads_to_a_file_of_the_export(public: Mapping[str, bytes], internal: Mapping[str, bytes]) -> None:
    for files in (public, internal):
        assert sum(len(page.select("a[href]")) for page in pages(files).values()) > 50
        assert dead_links(files) == []


def test_what_the_theme_asks_for_is_there_and_results_of_the_search_are_files(public: Mapping[str, bytes]) -> None:
    for path, page in pages(public).items():
        config = page.find(id="__config")
        if config is not None:
            settings = json.loads(str(config.string))
            worker = posixpath.normpath(posixpath.join(posixpath.dirname(path), settings["search"]))
            assert worker in public
    for audience in ("pupil", "parent"):
        docs = json.loads(public[f"{audience}/search/search_index.json"])["docs"]
        places = [doc["location"].partition("#")[0] for doc in docs]
        assert places[0] == "index.html"
        assert [place for place in places if f"{audience}/{place}" not in public] == []


def test_no_page_needs_an_address_known_beforehand(public: Mapping[str, bytes], internal: Mapping[str, bytes]) -> None:
    for files in (public, internal):
        for path, page in pages(files).items():
            if path != PASTE:
                assert not re.search(r"https://(policies|staff)\.example", str(page)), path
            assert not page.select("link[rel=canonical], base"), path
            assert not [e for e in page.select("[href^='/'], [src^='/']")], path


def test_nothing_leads_to_other_schools(public: Mapping[str, bytes]) -> None:
    for path, page in pages(public).items():
        assert "All schools" not in page.get_text(), path
        assert not [item for item in page.select("li") if not item.get_text(strip=True)], path
        assert not [listed for listed in page.select("nav ol, footer ul, article ul") if not listed.find("li")], path
    assert not parsed(public["index.html"]).select(".pp-path")
    footer = parsed(public["pupil/index.html"]).select_one(".pp-footer")
    assert footer is not None
    assert [link["href"] for link in footer.select("a")] == ["../parent/index.html", "../index.html"]


def test_security_is_that_of_the_published_pages(public: Mapping[str, bytes]) -> None:
    for path, page in pages(public).items():
        policy = str(page.select_one("meta[http-equiv=Content-Security-Policy]")["content"])  # type: ignore[index]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy and "file:" not in policy and "*" not in policy, path


# --- whole, and the same on every computer ------------------------------------------------------------------------


def program(where: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **settings}
    command = [sys.executable, "-m", "generator", "export", "hill", *words, "--today", "2026-11-20", "--jobs", "1"]
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)


def test_two_exports_are_equal_byte_for_byte(tmp_path: Path) -> None:
    made = []
    for place, zone, seed in (
        ("one", "Pacific/Kiritimati", "1"),
        ("an other", "America/New_York", "2"),
        ("one", "UTC", "3"),
    ):
        root = lay(tmp_path / place)
        cache = str(tmp_path / f"cache of {place}")  # the third finds what the first has kept
        done = program(root, "public", TZ=zone, PYTHONHASHSEED=seed, LC_ALL="C", POLICYPRESS_CACHE=cache)
        assert done.returncode == 0, done.stderr
        made.append((root / "hill-public.zip").read_bytes())
    assert made[0] == made[1] == made[2]


def test_times_are_fixed_and_nothing_is_compressed(tmp_path: Path) -> None:
    exported(lay(tmp_path))
    with zipfile.ZipFile(tmp_path / "public.zip") as opened:
        entries = opened.infolist()
        assert opened.testzip() is None
    assert {(e.date_time, e.compress_type, e.create_system) for e in entries} == {((1980, 1, 1, 0, 0, 0), 0, 3)}
    assert [e.filename for e in entries] == sorted(e.filename for e in entries)


def test_an_export_leaves_the_published_site_and_the_temporary_folder_alone(tmp_path: Path) -> None:
    root, scratch = lay(tmp_path / "folder"), tmp_path / "scratch"
    scratch.mkdir()
    before = sorted(path.name for path in root.iterdir())
    done = program(root, "public", TMPDIR=str(scratch))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in root.iterdir()) == sorted([*before, "hill-public.zip"])
    assert list(scratch.iterdir()) == []


OLD = {"index.html": "old"}
NEW = {"index.html": "new" * 9000, "pupil/index.html": "page", "PDF/Hill.pdf": "%PDF"}


def test_killed_at_every_step_the_file_is_old_or_new(tmp_path: Path) -> None:
    publisher = Publisher()
    archive = str(tmp_path)
    (tmp_path / "whole").mkdir()
    publisher.publish(tmp_path / "whole/new.zip", NEW, archive=archive)
    whole = {(tmp_path / "whole/new.zip").read_bytes()}
    publisher.publish(tmp_path / "whole/old.zip", OLD, archive=archive)
    whole.add((tmp_path / "whole/old.zip").read_bytes())
    steps = publisher.publish(tmp_path / "whole/old.zip", NEW, archive=archive)["steps"]
    assert steps > 15
    for step in range(1, steps + 1):
        out = tmp_path / str(step) / "hill.zip"
        publisher.publish(out, OLD, archive=archive)
        assert publisher.publish(out, NEW, at=step, archive=archive)["killed"]
        assert out.read_bytes() in whole, f"torn at step {step}"
        assert "size" in publisher.publish(out, NEW, archive=archive), "the next export goes through without a repair"
        assert os.listdir(out.parent) == ["hill.zip"], "nothing is left beside the file"
    publisher.close()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    publisher = Publisher()
    out = tmp_path / "hill.zip"
    publisher.publish(out, OLD, archive=str(tmp_path))
    before = out.read_bytes()
    answer = publisher.publish(out, {**NEW, "large": "x" * 200_000}, archive=str(tmp_path), largest=100_000)
    publisher.close()
    assert answer["error"] == "PublishError"
    assert "no room" in answer["message"]
    assert out.read_bytes() == before
    assert os.listdir(tmp_path) == ["hill.zip"]


# --- where it may be written --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("hill", "is no name for a zip file"),
        ("folder.zip", "is there already, and is no export"),
        ("photos.zip", "is there already, and is no export"),
        ("empty.zip", "is there already, and is no export"),
        ("content/hill.zip", "lies in content/ of the policy folder"),
        ("schools/hill/hill.zip", "lies in schools/ of the policy folder"),
        ("mkdocs.yml/hill.zip", "is a file, not a folder"),
        ("site/public/hill.zip", "which Policypress publishes"),
    ],
)
def test_only_a_zip_file_of_ours_is_replaced_and_none_is_put_among_others(tmp_path: Path, out: str, said: str) -> None:
    lay(tmp_path, {"folder.zip/note.txt": "a note", "empty.zip": "", "site/.policypress-written": ""})
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as photos:
        photos.writestr("beach.jpg", "the only copy")
    before = {file: file.read_bytes() for file in files_of(tmp_path)}
    with pytest.raises(PublishError, match=said), Archive(tmp_path / out, tmp_path):
        pass
    assert {file: file.read_bytes() for file in files_of(tmp_path)} == before


def test_an_earlier_export_is_replaced_and_a_folder_is_made(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder" / "Hill.ZIP"
    for files in ({"index.html": b"one"}, {"start.html": b"two"}):
        with Archive(out, tmp_path) as archive:
            archive.write(files)
    with zipfile.ZipFile(out) as opened:
        assert opened.namelist() == ["start.html"]
    with Archive(out, tmp_path), pytest.raises(PublishError, match="Another Policypress command is writing"):
        Archive(out, tmp_path).__enter__()
    assert os.listdir(out.parent) == ["Hill.ZIP"]


# --- the command --------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_wrote_and_what_to_do_next(desk: Desk) -> None:
    ended = desk.type("export", "hill", "public", "--today", "2026-11-20", "--jobs", "1")
    assert ended.code == 0, ended.said
    *progress, wrote, then = ended.out.splitlines()
    stages = [line.partition(":")[0] for line in progress]
    assert stages[0] == "Reading and checking" and stages[-1] == "Writing the zip file"
    assert "Publishing" not in stages and len(stages) == len(set(stages))
    assert re.fullmatch(
        r"Wrote hill-public\.zip in [\d.]+ s: 13 pages and 5 PDFs \(pupil, parent\), \d\.\d MB\.", wrote
    )
    assert then == "Unpack it, and open what-to-paste.html in it: that page says what to do."
    ended = desk.type("export", "hill", "internal", "--out", "s.zip", "--today", "2026-11-20", "--jobs", "1")
    assert ended.out.splitlines()[-1] == "For staff and governors only: never put it on a public website."
    assert (desk.root / "s.zip").is_file()


@pytest.mark.parametrize(
    ("old", "new", "tree", "said"),
    [
        ("publish: draft\n", "", "public", "error export-empty: hill has no public pages: today's texts are drafts"),
        (
            "publish: draft\n",
            "publish: draft\npublic: []\n",
            "public",
            "no edition of a policy of its own may be public",
        ),
        (
            "publish: draft\n",
            "publish: draft\npublic: [staff, pupil, parent]\n",
            "internal",
            "hill has no internal pages: all its editions are public",
        ),
    ],
)
def test_a_school_without_pages_there_is_told_what_to_do(desk: Desk, old: str, new: str, tree: str, said: str) -> None:
    desk.edit(SCHOOL, old, new)
    ended = desk.type("export", "hill", tree, "--today", "2026-11-20", "--jobs", "1")
    assert ended.code == 1
    assert said in ended.out
    assert re.search(r"^    .*policypress export hill (public|internal)\.$", ended.out, re.MULTILINE)
    assert "Nothing was written: 1 fault" in ended.out
    assert not list(desk.root.glob("*.zip"))


def test_faults_stop_an_export_as_they_stop_a_build(desk: Desk) -> None:
    assert desk.type("export", "hill", "public", "--jobs", "1", "--today", "2026-11-20").code == 0
    before = (desk.root / "hill-public.zip").read_bytes()
    desk.edit(SCHOOL, "policies.related", "policies.relatd")
    built = desk.type("build", "--school", "hill", "--jobs", "1", "--today", "2026-11-20")
    ended = desk.type("export", "hill", "public", "--jobs", "1", "--today", "2026-11-20")
    assert (ended.code, built.code) == (1, 1)
    problems = [line for line in built.out.splitlines() if "error" in line or line.startswith("    ")]
    assert problems
    assert [line for line in ended.out.splitlines() if "error" in line or line.startswith("    ")] == problems
    assert ended.out.splitlines()[-1] == "Nothing was written: 2 faults. hill-public.zip stays as it was."
    assert (desk.root / "hill-public.zip").read_bytes() == before


def test_a_school_that_is_not_there(desk: Desk) -> None:
    built = desk.type("build", "--school", "../hill", "--jobs", "1", "--today", "2026-11-20")
    ended = desk.type("export", "../hill", "public", "--jobs", "1", "--today", "2026-11-20")
    assert (built.code, ended.code) == (1, 1)
    assert "there is no school “../hill”" in ended.out
    assert not list(desk.root.parent.glob("*.zip"))


def test_a_link_in_a_template_to_what_is_not_exported_is_a_problem_with_its_place(tmp_path: Path) -> None:
    footer = (ROOT / "overrides/web/partials/footer.html").read_text("utf-8")
    own = footer.replace("<footer", '<p><a href="{{ config.extra.assets }}../terms.html">Terms</a></p><footer', 1)
    root = lay(tmp_path, {"overrides/web/partials/footer.html": own})
    report = exported(root)
    assert [problem.code for problem in report.problems] == ["house-style-broken"]
    assert "terms.html" in report.problems[0].message
    assert not (root / "public.zip").exists()


# --- nothing of another audience ----------------------------------------------------------------------------------


def test_the_public_file_holds_nothing_that_only_staff_may_read(tmp_path: Path) -> None:
    staff_phone, pupils_only = "01632 960009", PLANTED["pupil", "wording"]
    changes: dict[str, str | bytes | None] = {
        f"content/clauses/contact/only-{audience}.md": planted_clause(audience) for audience in ("staff", "pupil")
    }
    changes |= edited("content/policies/social-media/whole.yml", "[related, data]", "[only-staff, only-pupil, data]")
    hidden = "  - {role: office, post: Back office, phone: 01632 960009, office: Room 7, show-to: [staff]}\n"
    changes |= edited(SCHOOL, "contacts:\n", f"public: [pupil]\ncontacts:\n{hidden}")
    changes["content/clauses/papers/related.md"] = None
    files = unpacked(lay(tmp_path, changes))
    texts = {}
    for name, content in files.items():
        file = tmp_path / "unpacked" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        texts[name] = f"{name} {everything_in(file)}".casefold()
    forbidden = ["staff edition", PLANTED["staff", "wording"], PLANTED["staff", "title"], staff_phone, "room 7"]
    forbidden += ["parent edition", "01632 960001", "office@hill.example"]
    for word in forbidden:
        assert [name for name, text in texts.items() if word in text] == [], word
    assert [name for name, text in texts.items() if pupils_only in text]
    assert not [name for name in files if name.startswith(("staff", "parent"))]


def test_of_a_tree_only_the_school_and_its_readers_are_taken(tmp_path: Path) -> None:
    own = "assets/a.css forge/brand.css forge/index.html forge/pupil/index.html forge/pupil/print/a.pdf".split()
    others = """
        404.html _headers index.html sitemap.xml forge/sitemap.xml forge/pupil/sitemap.xml forge/pupil/sitemap.xml.gz
        forge/staff/index.html forge/parent/print/a.pdf forge-hill/index.html valley/pupil/index.html
        """.split()
    for path in own + others:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    assert list(_own_files(tmp_path, (site(edition("pupil")),))) == own
