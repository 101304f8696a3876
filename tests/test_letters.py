"""Annexes whose clauses are letters: a sheet each, with lines to write on and without marked words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from miniature import lay_out, problems_of, told
from print_reading import pages

from generator.compose.edition import compose
from generator.library import read_workspace
from generator.model.text import Term
from generator.render.web import audience_source
from tests.web_editions import built, runs, site
from tests.web_editions import edition as web_edition

LETTER = """---
title: A letter
editions: {staff: own, pupil: {withheld: The head sends it.}, parent: {withheld: The head sends it.}}
---

# Staff

{{ letter.date }}

Please stop the bullying.
"""
FILES: dict[str, str | bytes | None] = {
    "content/glossary.yml": "glossary:\n  bullying: {term: bullying, meaning: Hurting on purpose.}\n",
    "content/clauses/letters/letter.md": LETTER,
}


def laid_out(folder: Path, kind: str, where: str = "annexes") -> Path:
    root = lay_out("", folder, FILES)
    outline = root / "content/policies/kindness/full.yml"
    annex = f"  - id: letters\n    title: Letters\n{kind}    clauses: [letter]\n"
    outline.write_text(outline.read_text() + (f"annexes:\n{annex}" if where == "annexes" else annex))
    variables, letter = root / "content/variables.yml", root / "content/clauses/letters/letter.md"
    if kind:
        declared = "  letter.date: {question: Which day?, example: 1 May 2026, blank: the date, by-hand: true}\n"
        variables.write_text(variables.read_text() + declared)
    else:  # rules have no lines to write on
        letter.write_text(LETTER.replace("{{ letter.date }}\n\n", ""))
    return root


def test_no_word_is_marked_in_a_letter(tmp_path: Path) -> None:
    for kind, expected, marked in (("    kind: letter\n", "letter", False), ("", "rules", True)):
        root = laid_out(tmp_path / expected, kind)
        assert told(problems_of(root)) == ""
        workspace = read_workspace(root)[0]
        made = compose(workspace, workspace.schools["example"], "kindness", "staff")
        assert made.sections[-1].kind == expected
        assert any(isinstance(run, Term) for run in made.sections[-1].clauses[0].body) == marked
        assert bool(made.glossary) == marked


def test_a_section_of_rules_is_no_letter(tmp_path: Path) -> None:
    (problem,) = problems_of(laid_out(tmp_path, "    kind: letter\n", "sections"))
    assert (problem.code, problem.message) == ("key-unknown", "“kind” is not known here")


def test_each_letter_has_a_page_of_its_own_under_the_name_of_the_school() -> None:
    texts = pages("parent adopted", "social-media.pdf")
    first, second = (at for at, text in enumerate(texts) if "B.1 Letter home" in text or "B.2 Letter again" in text)
    assert second == first + 1
    assert "Annex B: A letter" in texts[first] and "Forge Integrated Example School" in texts[first]
    assert "(date of the letter)" in texts[first] and "[" not in texts[first]
    assert "Contacts" not in texts[second] and "Contacts" in texts[second + 1]


def test_a_letter_is_a_sheet_on_the_web() -> None:
    made = web_edition()
    *others, annex = made.sections
    letter = replace(annex, kind="letter", clauses=(replace(annex.clauses[0], body=runs("Dear {{ school.name }}")),))
    files = built(audience_source(site(replace(made, sections=(*others, letter)))))
    page = files["social-media/accounts/index.html"].decode()
    assert '<div class="pp-letter">\n<p>Dear Forge Integrated Example School</p>\n</div>' in page
    assert "pp-letter" not in files["social-media/contact/index.html"].decode()
