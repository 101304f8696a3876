"""The plain project: a folder that stock MkDocs builds, with values that stay text in Markdown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from generator.render.web_plain import plain_project
from tests.web_editions import HOSTILE, edition, house, site

NASTY = "</title><script>alert(1)</script> `c` [a](b) _e_ \\* | &amp; zqv00001vqz"
VALUES = {
    "school.name": HOSTILE,
    "school.name | possessive": NASTY,
    "head.title": "1. one",
    "safeguarding.title": "# two",
    "policies.code_link": 'https://forge.example/a(b)?x="y"&z=<a>&q=*x*',
    "policies.related[0]": "- three",
    "policies.related[1]": "null",
}


def project() -> dict[str, bytes]:
    made = edition("parent", VALUES)
    return plain_project(site(made), made, house())


def test_the_project_names_nothing_outside_its_folder() -> None:
    files = project()
    settings = yaml.safe_load(files["mkdocs.yml"])
    assert settings["site_name"] == "School policy"
    assert settings["theme"]["custom_dir"] == "overrides"
    assert settings["extra"]["school"] == HOSTILE
    assert not {"docs_dir", "site_dir", "site_url", "hooks"} & set(settings)
    assert "overrides/main.html" in files
    assert {path.split("/")[0] for path in files} == {"mkdocs.yml", "docs", "overrides"}
    assert not [path for path, content in files.items() if path.endswith(".md") and b"print/" in content]


@pytest.mark.slow
def test_stock_mkdocs_builds_it_strictly_and_prints_values_as_they_are(tmp_path: Path) -> None:
    for path, content in project().items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=tmp_path,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    page = BeautifulSoup((tmp_path / "site/social-media/contact/index.html").read_text("utf-8"), "html5lib")
    article = page.select_one("article")
    assert page.title is not None
    assert article is not None
    assert page.title.get_text() == f"2. Contact at {HOSTILE} – Social media policy – Parent edition – {HOSTILE}"
    assert f"{NASTY} staff decline." in article.get_text()
    assert [item.get_text() for item in article.select("li")] == ["Decline.", "Tell the # two.", "- three", "null"]
    assert [cell.get_text() for cell in article.select("td")] == ["Website", "1. one"]
    assert article.select_one("a[href^=https]")["href"] == (  # type: ignore[index]
        "https://forge.example/a%28b%29?x=%22y%22&z=%3Ca%3E&q=*x*"
    )
    assert not page.select("img")
    assert not [script for script in page.select("script") if "alert" in script.get_text()]
