"""A built website as its readers get it: read with a parser, not with our own eyes."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import posixpath
import re
import urllib.parse
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from hill import TODAY, lay

from generator.engines.stamp import script_hashes
from generator.pipeline.build import build
from generator.pipeline.order import BuildOrder
from generator.render.web import audience_source, front_source
from tests.web_editions import HOSTILE, built, edition, front, site, template

ADDRESS = "https://policies.example/sub/forge/pupil/"
HOSTILES = {
    "school.name": HOSTILE,
    "school.name | possessive": HOSTILE,
    "head.title": HOSTILE,
    "safeguarding.title": HOSTILE,
}


@cache
def public() -> dict[str, bytes]:
    """A public pupil site with hostile values, indexed and with an address."""
    return built(audience_source(site(edition("pupil", HOSTILES), address=ADDRESS, noindex=False)))


@cache
def internal() -> dict[str, bytes]:
    return built(audience_source(site(edition("staff"))))


@cache
def list_of_schools() -> dict[str, bytes]:
    return built(front_source(front(name=HOSTILE)))


@cache
def tree() -> dict[str, bytes]:
    """A public tree: front, a pupil and a parent site."""
    files = dict(list_of_schools())
    for audience, made in (("pupil", public()), ("parent", built(audience_source(site(edition("parent")))))):
        files |= {f"forge/{audience}/{path}": content for path, content in made.items()}
    return files


def parsed(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html5lib")


def pages(files: dict[str, bytes]) -> dict[str, BeautifulSoup]:
    return {path: parsed(content) for path, content in files.items() if path.endswith(".html")}


def style_source(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def main_text(page: BeautifulSoup) -> str:
    article = page.find("article")
    assert isinstance(article, Tag)
    return article.get_text()


def test_pages_stand_where_others_rely_on_them() -> None:
    assert sorted(internal()) == [
        "brand.css",
        "index.html",
        "search/search_index.json",
        "social-media/accounts/index.html",
        "social-media/contact/index.html",
        "social-media/index.html",
        "social-media/introduction/index.html",
        "social-media/sources/index.html",
        "social-media/whole/index.html",
        "social-media/words/index.html",
    ]
    assert {"index.html", "404.html", "_headers", "forge/index.html", "valley/index.html"} <= set(list_of_schools())


def test_hostile_values_are_printed_as_these_characters_everywhere() -> None:
    for path, page in pages(public()).items():
        assert not page.select("img"), path
        assert [s.get("src") for s in page.select("script") if "alert" in s.get_text()] == []
        assert page.title is not None
        assert page.title.get_text().endswith(f"– {HOSTILE}")
        description = page.select_one("meta[name=description]")
        assert description is not None
        assert HOSTILE in str(description["content"])
    contact = parsed(public()["social-media/contact/index.html"])
    assert f"{HOSTILE} staff decline." in main_text(contact)
    assert f"2 Contact at {HOSTILE}" == contact.select_one("h1").get_text()  # type: ignore[union-attr]
    menu = contact.select_one(".pp-menu [aria-current]")
    assert menu is not None
    assert menu.get_text() == f"2. Contact at {HOSTILE}"
    neighbour = parsed(public()["social-media/introduction/index.html"]).select_one(".pp-neighbours__next")
    assert neighbour is not None
    assert neighbour.get_text().strip().endswith(f"2. Contact at {HOSTILE}")


def test_hostile_values_are_html_text_in_the_search_index() -> None:
    docs = json.loads(public()["search/search_index.json"])["docs"]
    titles = [html5lib.parseFragment(doc["title"], namespaceHTMLElements=False) for doc in docs]
    assert f"2 Contact at {HOSTILE}" in ["".join(title.itertext()) for title in titles]
    texts = [html5lib.parseFragment(doc["text"], namespaceHTMLElements=False) for doc in docs]
    assert any(f"{HOSTILE} staff decline." in "".join(text.itertext()) for text in texts)
    assert not [e for text in texts for e in text.iter() if e.tag in ("img", "script")]


def test_the_whole_policy_on_one_page_is_out_of_the_search_index_and_holds_every_clause() -> None:
    docs = json.loads(internal()["search/search_index.json"])["docs"]
    assert not [doc for doc in docs if "whole/" in doc["location"]]
    whole = parsed(internal()["social-media/whole/index.html"])
    assert [h.get("id") for h in whole.select("h3")] == [
        "why", "apart", "friend-requests", "images", "related", "ask-first",
    ]  # fmt: skip


@pytest.mark.parametrize("files", [public, internal, list_of_schools, tree])
def test_no_mark_is_left_and_no_expression_of_ours(files: object) -> None:
    for path, content in files().items():  # type: ignore[operator]
        if not path.startswith("assets/"):
            assert not re.search(rb"zqv|vqz|\.invalid|script-hashes", content), path


def test_nothing_is_asked_of_third_parties() -> None:
    loading = "script[src], link[href], img[src], iframe, object, embed, source, form[action]"
    for path, page in pages(tree()).items():
        for element in page.select(loading):
            target = str(element.get("src") or element.get("href") or element.get("action"))
            canonical = element.get("rel") == ["canonical"]
            assert canonical or not urllib.parse.urlsplit(target).netloc, f"{path}: {target}"
    for path, content in tree().items():
        if path.endswith(".css"):
            assert not re.search(rb"url\(\s*[\"']?(?:https?:)?//|@import", content), path


def test_no_style_or_handler_stands_in_an_attribute() -> None:
    for path, page in pages(tree()).items():
        for element in page.find_all(True):
            assert "style" not in element.attrs, f"{path}: {element}"
            assert not [name for name in element.attrs if name.startswith("on")], f"{path}: {element}"
        assert len(page.select("style")) == (path == "404.html"), path


def test_every_page_carries_a_policy_that_allows_its_own_scripts_only() -> None:
    headers = tree()["_headers"].decode()
    for path, page in pages(tree()).items():
        policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None, path
        allowed = set(re.findall(r"'sha256-[^']+'", str(policy["content"])))
        styles = {style_source(str(style.string)) for style in page.select("style")}
        assert allowed == set(script_hashes({path: tree()[path]})) | styles, path
        assert allowed <= set(re.findall(r"'sha256-[^']+'", headers)), path
        assert "unsafe" not in str(policy["content"])
    assert "frame-ancestors 'none'" in headers
    assert "nosniff" in headers


def test_every_link_of_a_tree_leads_somewhere() -> None:
    made = tree()
    for path, page in pages(made).items():
        if path == "404.html":
            continue
        for element in page.select("[href], [src]"):
            target = str(element.get("href") or element.get("src"))
            there, _, place = target.partition("#")
            if urllib.parse.urlsplit(there).scheme or "print/" in there or path.startswith("valley/"):
                continue  # another stage's, or not in this small tree
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(path), there)) if there else path
            goal = goal.removeprefix("./").removeprefix(".")
            held = next((file for file in (goal, f"{goal}/index.html".lstrip("/")) if file in made), None)
            assert held, f"{path}: {target}"
            if place:
                ids = {e["id"] for e in parsed(made[held]).find_all(id=True)}
                assert place in ids, f"{path}: {target}"


def test_print_links_name_the_files_that_print_makes() -> None:
    pupil = {str(a["href"]) for a in parsed(public()["social-media/index.html"]).select(".pp-print a")}
    assert pupil == {f"../print/social-media{ending}.pdf" for ending in ("", "-large-print", "-slip")}
    staff = [str(a["href"]) for a in parsed(internal()["index.html"]).select(".pp-print a")]
    assert staff == ["print/social-media.pdf", "print/social-media-large-print.pdf"]


def test_ids_are_unique_and_headings_skip_no_level() -> None:
    for path, page in pages(tree()).items():
        ids = [str(element["id"]) for element in page.find_all(id=True)]
        assert len(ids) == len(set(ids)), path
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4")]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path


def test_drafts_and_demonstrations_say_so_on_every_page() -> None:
    for path, page in pages(internal()).items():
        notices = page.select_one(".pp-notices")
        assert notices is not None, path
        for words in (
            "DRAFT, NOT ADOPTED",
            "Staff and governors only",
            "Demonstration: no school’s policy, not legal advice",
        ):
            assert words in notices.get_text(), path
        watermark = page.select_one(".pp-watermark")
        assert watermark is not None
        assert watermark["data-words"] == "DRAFT, NOT ADOPTED"


def test_search_engines_are_asked_to_stay_away_and_only_the_others_get_a_site_map() -> None:
    for path, page in pages(internal()).items():
        robots = page.select_one("meta[name=robots]")
        assert robots is not None, path
        assert robots["content"] == "noindex, nofollow"
        assert not page.select("link[rel=canonical]")
    assert "sitemap.xml" not in internal()
    site_map = public()["sitemap.xml"].decode()
    canonical = {str(p.select_one("link[rel=canonical]")["href"]) for p in pages(public()).values()}  # type: ignore[index]
    assert set(re.findall(r"<loc>(.*?)</loc>", site_map)) == canonical
    assert f"{ADDRESS}social-media/contact/" in canonical
    assert not [page for page in pages(public()).values() if page.select("meta[name=robots]")]
    assert "lastmod" not in site_map


def test_glossary_words_carry_their_meaning_and_own_wordings_their_words() -> None:
    for name, words in (("introduction", "../words/"), ("whole", "")):
        word = parsed(internal()[f"social-media/{name}/index.html"]).select_one("a.pp-term")
        assert word is not None
        assert word.get_text() == "social media"
        assert word["title"] == 'Sites where people "share" words & pictures.'
        assert word["href"] == f"{words}#word.social-media"
    own = parsed(internal()["social-media/contact/index.html"]).select_one(".pp-own")
    assert own is not None
    assert "our school’s own wording" in own.get_text()
    assert own.select_one("h2#images") is not None
    assert own.select_one("td[align=center]") is not None


def test_blanks_stand_in_brackets_and_in_a_form() -> None:
    made = pages(built(audience_source(site(template()))))
    introduction = made["social-media/introduction/index.html"].select_one(".pp-blank")
    assert introduction is not None
    assert introduction.get_text() == "[insert school name]"
    rows = made["social-media/blanks/index.html"].select("tbody tr")
    assert [row.get_text(" ") for row in rows] == ["What is the school’s full name? [insert school name]"]


def test_a_reader_sees_only_editions_of_the_same_tree() -> None:
    names = [link.get_text() for link in parsed(public()["index.html"]).select(".pp-footer nav li")]
    assert names == ["Pupil edition (this edition)", "Parent edition"]
    assert not [path for path, content in tree().items() if b"staff/" in content]


def test_the_front_lists_schools_without_a_script_and_the_missing_page_links_from_the_root() -> None:
    made = pages(list_of_schools())
    listed = made["index.html"].select(".pp-schools > li > a")
    assert [(link["href"], link.get_text()) for link in listed] == [("forge/", HOSTILE), ("valley/", "Valley template")]
    choices = [str(link["href"]) for link in made["forge/index.html"].select(".pp-editions a")]
    assert choices == ["pupil/", "parent/"]
    missing = pages(built(front_source(front(address="https://x.example/sub/"), "Our schools")))
    assert {str(e.get("href")) for e in missing["404.html"].select("link[href], a")} == {
        "/sub/", "/sub/assets/policypress/icon.svg",
    }  # fmt: skip
    assert not made["404.html"].select("[href], [src]")
    assert missing["index.html"].select_one("h1").get_text() == "Our schools"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("extra", "heading"),
    [
        ({"front_title": "Policies of the valley"}, "Policies of the valley"),
        ({"front_title": " "}, "School policies"),
        ({"front_title": None}, "School policies"),
        (None, "School policies"),
    ],
)
def test_the_front_is_headed_by_what_the_policy_folder_states_for_it(
    tmp_path: Path, extra: dict[str, object] | None, heading: str
) -> None:
    root = lay(tmp_path, {"mkdocs.yml": yaml.dump({"site_name": "Our guide", "extra": extra})})
    build(BuildOrder(root, root / "site", TODAY))
    page = parsed((root / "site/public/index.html").read_bytes())
    assert page.select_one("h1").get_text() == heading  # type: ignore[union-attr]
    assert "Our guide" not in page.get_text()


def test_samples_are_marked_among_real_schools() -> None:
    both = front()
    real = replace(both.schools[0], school=replace(both.schools[0].school, demonstration=False))
    page = parsed(built(front_source(replace(both, schools=(real, both.schools[1]))))["index.html"])
    listed = [school.get_text() for school in page.select(".pp-schools > li")]
    assert listed == ["Forge Integrated Example School", "Valley template (demonstration)Example Valley Council"]
    assert not page.select(".pp-notices")


def test_a_template_is_called_one_on_every_page() -> None:
    made = built(audience_source(site(template())))
    for path, page in pages(made).items():
        marked = [mark.get_text() for mark in page.select(".pp-notices__draft")]
        assert marked == ["TEMPLATE", "DRAFT, NOT ADOPTED"], path
        assert page.select_one(".pp-watermark")["data-words"] == "TEMPLATE\nDRAFT, NOT ADOPTED", path  # type: ignore[index]
    rows = [row.get_text() for row in parsed(made["index.html"]).select(".pp-cover dt")]
    assert rows[0] == "Template"


def test_the_start_of_a_single_policy_leads_on_and_not_to_its_twin() -> None:
    following = parsed(internal()["index.html"]).select_one(".pp-neighbours__next")
    assert following is not None
    assert following["href"] == "social-media/introduction/"
    assert following.get_text() == "Next 1. Introduction"
    two = replace(site(edition()), editions=(edition(), edition(policy="phones")))
    of_several = parsed(built(audience_source(two))["index.html"]).select_one(".pp-neighbours__next")
    assert of_several is not None
    assert of_several["href"] == "social-media/"


def test_shared_assets_are_few_and_none_is_for_other_languages() -> None:
    assets = [path for path in list_of_schools() if path.startswith("assets/")]
    assert not [path for path in assets if path.endswith(".map") or "lunr" in path or "palette" in path]
    assert sum(len(list_of_schools()[path]) for path in assets) < 400_000
    assert not [path for path in public() if path.startswith("assets/")]


def test_two_builds_give_the_same_bytes_and_another_site_between_them_changes_nothing() -> None:
    source = audience_source(site(edition("staff")))
    assert built(source) == internal() == built(source)


def test_the_front_of_an_empty_tree_says_so() -> None:
    from generator.model.site import Front

    made = pages(built(front_source(Front("internal", "", ()))))
    assert "There is no school here yet." in main_text(made["index.html"])
