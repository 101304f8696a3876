"""The website's pages before they are built: Markdown with marks, made from editions alone."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.edition import Audience, Version
from generator.model.edition_json import from_json, to_json
from generator.render.escape import markdown_text, quoted
from generator.render.marks import Marks
from generator.render.print_source import print_documents
from generator.render.table_heads import with_heads
from generator.render.web import audience_source
from generator.render.web_brand import brand_css, contrast
from generator.render.web_text import edition_text, neutral, section_pages
from generator.words.print_strings import print_words
from generator.words.strings import keys, languages, long_date, say
from tests.web_editions import HOSTILE, VALUES, edition, runs, site, template


def pages(of: object = None) -> dict[str, str]:
    return dict(audience_source(site(of or edition())).pages)  # type: ignore[arg-type]


def test_every_section_and_annex_has_a_page_and_the_policy_its_own() -> None:
    assert list(pages()) == [
        "index.md",
        "social-media/index.md",
        "social-media/introduction.md",
        "social-media/contact.md",
        "social-media/accounts.md",
        "social-media/words.md",
        "social-media/sources.md",
        "social-media/whole.md",
    ]


def test_a_section_named_like_a_page_of_ours_gets_a_name_of_its_own() -> None:
    made = edition()
    first, second, annex = made.sections
    named = replace(made, sections=(replace(first, id="words"), replace(second, id="words-section"), annex))
    assert sorted(section_pages(named).values()) == [
        "social-media/accounts.md",
        "social-media/words-section-section.md",
        "social-media/words-section.md",
    ]


def test_no_value_stands_in_a_source_but_in_its_results() -> None:
    values = {key: f"value number {n}" for n, key in enumerate(VALUES)}
    values |= {"policies.code_link": "https://value.example", "school.name": HOSTILE}
    source = audience_source(site(edition(values=values)))
    plain = repr((source.pages, source.nav, source.extra, source.title, source.files))
    assert not [value for value in values.values() if value in plain]
    assert set(values.values()) <= {text for _, text in source.results}


def test_schools_with_the_same_text_have_the_same_skeleton() -> None:
    one, two = (audience_source(site(edition(values={"school.name": name}))) for name in ("One", HOSTILE))
    assert replace(one, results=()) == replace(two, results=())
    assert [mark for mark, _ in one.results] == [mark for mark, _ in two.results]


def test_an_edition_read_back_from_json_gives_the_same_pages() -> None:
    made = edition("pupil")
    assert audience_source(site(made)) == audience_source(site(from_json(to_json(made))))


def test_rendering_never_loads_what_reads_the_library() -> None:
    code = "import sys, generator.render.web; print([m for m in sys.modules if m.startswith('generator.')])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not re.findall(r"generator\.(?:library|checks|compose|formats\.\w+_files?)\b", loaded)


def test_references_lead_to_the_clause_with_its_number() -> None:
    made = pages()
    assert "See [2.1](contact.md#friend-requests) and [1.1](#why)." in made["social-media/introduction.md"]
    assert "See [2.1](#friend-requests) and [1.1](#why)." in made["social-media/whole.md"]


def test_a_link_to_a_value_has_the_shape_of_an_address_and_a_blank_one_is_no_link() -> None:
    contact = "social-media/contact.md"
    assert re.search(r"\[our code\]\(https://zqv\d+vqz\.invalid/\)", pages()[contact])
    assert re.search(r'Read our code <span class="pp-blank">zqv\d+vqz</span> or \[', pages(template())[contact])


def test_a_template_lists_its_blanks_as_a_form() -> None:
    source = audience_source(site(template()))
    form = dict(source.pages)["social-media/blanks.md"]
    mark = next(mark for mark, text in source.results if text == "What is the school’s full name?")
    assert f'<th scope="row">{mark}' in form
    assert source.nav[1].children[1].path == "social-media/blanks.md"


@pytest.mark.parametrize("audience", ["pupil", "parent", "staff"])
def test_everybody_finds_whom_to_tell_first(audience: Audience) -> None:
    made = pages(edition(audience))
    for path in ("index.md", "social-media/index.md"):
        assert made[path].index("Whom to tell") < made[path].index("## Contents")
        assert made[path].index("Whom to tell") < made[path].index("pp-cover")


@pytest.mark.parametrize("audience", ["pupil", "parent", "staff"])
def test_every_section_leads_to_whom_to_tell(audience: Audience) -> None:
    made = pages(edition(audience))
    link = "[Whom to tell](../index.md#whom_to_tell)"
    for section in edition(audience).sections:
        page = made[f"social-media/{section.id}.md"]
        assert page.count(link) == 2
        assert page.index(link) < page.index("\n## ")
        assert page.rindex(link) > page.rindex("\n## ")
    assert "[Whom to tell](#whom_to_tell)" in made["social-media/whole.md"]
    assert link not in made["social-media/whole.md"]


def test_contacts_stand_only_where_the_school_shows_them() -> None:
    texts = {audience: dict.fromkeys(t for _, t in audience_source(site(edition(audience))).results) for audience in
             ("staff", "pupil", "parent")}  # fmt: skip
    assert "safeguarding@forge.example" in texts["staff"]
    assert "safeguarding@forge.example" in texts["pupil"]
    assert "office@forge.example" not in texts["pupil"]
    assert not [text for text in texts["parent"] if "@forge" in text or "028" in text]


def test_an_adopted_version_prints_its_dates_and_no_watermark() -> None:
    version = Version("3", "2025-07-03", "2025-09-01", "2027-07-01", "Board of Governors", "2025/14")
    source = audience_source(site(replace(edition("pupil"), version=version)))
    texts = [text for _, text in source.results]
    assert {"In force since 1 September 2025", "3 July 2025", "1 July 2027", "2025/14", "3"} <= set(texts)
    assert not [path for path, page in source.pages if "DRAFT" in page]


def test_numbers_and_laws_are_dated_without_saying_that_somebody_checked_them() -> None:
    made = pages()
    known = "Phone numbers and links as we knew them on 20 November 2026."
    assert all(known in made[path] for path in ("index.md", "social-media/index.md", "social-media/whole.md"))
    read = "Law as we read it on 20 November 2026; not legal advice."
    assert all(read in made[f"social-media/{page}.md"] for page in ("contact", "sources", "whole"))
    assert ", as read on 20 November 2026" in made["social-media/sources.md"]
    assert not [page for page in made.values() if "checked" in page]


def test_a_word_of_the_glossary_inside_a_link_is_no_link_of_its_own() -> None:
    text = edition_text(edition(), Marks())
    linked = (
        *runs("Use [our {{ head.title }} <<social media>> page](https://x.example) and "),
        *runs("<<social media>>"),
    )
    made = text.body(linked, "social-media/contact.md")
    assert "social media page](https://x.example) and [social media](words.md#word.social-media" in made
    assert made.count("words.md") == 1


def test_several_policies_share_a_start_page() -> None:
    two = replace(site(edition()), editions=(edition(), edition(policy="phones")))
    source = audience_source(two)
    assert [entry.title for entry in source.nav] == ["Start", "Social media policy", "Social media policy"]
    start = dict(source.pages)["index.md"]
    assert start.startswith('---\ntitle: "Policies for staff"')
    assert "(phones/index.md)" in start
    assert 'href="print/phones-large-print.pdf"' in start
    assert "{#phones.whom_to_tell}" in start
    assert "[Whom to tell](../index.md#phones.whom_to_tell)" in dict(source.pages)["phones/contact.md"]


def test_an_empty_value_is_our_mistake_and_stops() -> None:
    with pytest.raises(ValueError, match=r"head\.title"):
        audience_source(site(edition(values={"head.title": " "})))


def test_authored_text_cannot_bring_html_code_images_or_attributes() -> None:
    text = 'A <b>bold</b> <https://x.example> `code` ![i](https://x.example/i.png) {: onclick="x" } 1 < 2 > 0 {{x}}'
    made = markdown.markdown(neutral(text), extensions=["attr_list", "tables"])
    assert "<b>" not in made
    assert "<img" not in made
    assert "<code>" not in made
    assert "onclick" not in re.sub(r">[^<]*<", "><", made)


@pytest.mark.parametrize(
    "text", [HOSTILE, "1. a", "- a", "# a", "> a", "a | b", "`x`", "_a_ *b*", "[a](b)", "a\\*", "&lt;", "+ x"]
)
def test_escaped_text_is_printed_as_it_is_by_markdown(text: str) -> None:
    made = markdown.markdown(f'{markdown_text(text)}\n\n<p title="{markdown_text(text)}">x</p>')
    import html

    assert html.unescape(made) == f'<p>{text}</p>\n<p title="{text}">x</p>'


def test_quoted_text_is_one_line_of_yaml() -> None:
    import yaml

    for text in (HOSTILE, 'a "b" \\ c', "tab\tand\u2028 line\x85", "ŵ 🙂", "---", "no", "2026-11-20", ": #"):
        line = quoted(text)
        assert "\n" not in line
        assert yaml.safe_load(line) == text


def test_titles_that_hold_references_and_marks_stay_plain() -> None:
    text = edition_text(edition(), Marks())
    assert text.plain(runs("See [[why]] & {{ head.title }}")) == "See 1.1 & zqv00000vqz"
    assert text.line(runs("See [[why]] & *")) == "See 1.1 &#38; &#42;"
    assert text.html(runs("a & b")) == "a &amp; b"


def test_the_school_colour_reads_well_on_dark_ground() -> None:
    from generator.model.edition import Brand

    for colour in ("#000000", "#1d4f5c", "#8a1538", "#00309f", "#767676"):
        tint = brand_css(Brand(colour)).decode().split("on-dark: #")[1][:6]
        assert contrast((int(tint[:2], 16), int(tint[2:4], 16), int(tint[4:], 16)), (22, 24, 29)) >= 4.5


def test_every_language_has_the_same_words() -> None:
    assert {keys(language) for language in languages()} == {keys()}
    assert {frozenset(print_words(language)) for language in languages()} == {frozenset(print_words("en"))}


def test_every_language_leaves_the_same_places_to_fill() -> None:
    def places(words: str) -> list[str]:
        return sorted(set(re.findall(r"\{[^}]*\}", words)))

    tables = {language: {key: say(key, language) for key in keys()} | print_words(language) for language in languages()}
    assert "cy" in tables
    for language, table in tables.items():
        differ = {key for key, words in table.items() if places(words) != places(tables["en"][key])}
        assert not differ, (language, differ)
        assert all(words.strip() for words in table.values())


def test_no_word_of_another_language_is_left_in_english() -> None:
    same = {key for key in keys() if say(key, "cy") == say(key)}
    posters = {"paste.file.poster-a4", "paste.file.poster-a3", "poster"}
    assert same - posters == {"print.a4", "paste.a4", "paste.html", "paste.file.slip"}


def test_a_date_is_written_in_the_language_of_the_page() -> None:
    assert [long_date("2026-11-20", language) for language in ("en", "cy")] == ["20 November 2026", "20 Tachwedd 2026"]


@pytest.mark.parametrize("audience", ["staff", "pupil", "parent"])
def test_a_welsh_site_says_nothing_of_ours_in_english(audience: Audience) -> None:
    welsh = replace(site(replace(edition(audience), language="cy")), language="cy")
    source = audience_source(welsh)
    pages = "\n".join([*(page for _, page in source.pages), *(text for _, text in source.results), repr(source.extra)])
    pages += repr(print_documents(welsh))
    differ = [say(key) for key in keys() if say(key) != say(key, "cy")]
    ours = {words for said in differ for words in re.split(r"\{[^}]*\}", said) if len(words.split()) > 1}
    assert [words for words in ours if words in pages] == []
    assert source.language == "cy" and source.extra["language"] == "cy"


def test_a_cell_of_a_table_knows_its_head() -> None:
    table = (
        "| Service | How | {{ x }} |\n|---|:-:|---|\n| [A](https://a.example/) | Touch \\| hold | b |\n| C | | d |\n"
    )
    made = markdown.markdown(with_heads(f"Words | more\n\n{table}\nAfter | it"), extensions=["attr_list", "tables"])
    assert re.findall(r"<td.*", made) == [
        '<td data-head="Service"><a href="https://a.example/">A</a></td>',
        '<td data-head="How" style="text-align: center;">Touch | hold</td>',
        "<td>b</td>",
        '<td data-head="Service">C</td>',
        '<td style="text-align: center;"></td>',
        "<td>d</td>",
    ]
    assert "<p>Words | more</p>" in made and "<p>After | it</p>" in made


@given(st.text("| -:\\\n ab{}", max_size=60))
def test_what_is_no_table_stays_and_any_text_is_read(text: str) -> None:
    assert with_heads(text) == text or re.search(r"\n\|[ :|-]+\|", text)
