"""Texts and facts that somebody made to do harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from miniature import lay_out, problems_of
from test_checks_structure import INSPECTION

from generator.checks import checking
from generator.checks.addresses import _fault
from generator.checks.authored import Authored
from generator.checks.contacts import _EMAIL, _is_phone
from generator.formats.wording import read_text
from generator.problems import MOST, Location, Problem, at_most

SCHOOL = (Path(__file__).parent / "projects/_base/schools/example/school.yml").read_text(encoding="utf-8")
VARIABLES = (Path(__file__).parent / "projects/_base/content/variables.yml").read_text(encoding="utf-8")


def codes_of(source: str, in_markdown: bool = True) -> set[str]:
    text = read_text(source, Location("a.md", 1, 1))[0]
    return {
        p.code for p in checking._of_texts([Authored(text, "the wording", "", in_markdown=in_markdown)], INSPECTION)
    }


@pytest.mark.parametrize(
    "text",
    [
        "[click](javascript:alert(1))",
        "[a [b] c](javascript:x)",
        "[a\nb](javascript:x)",
        r"[x\](y](javascript:alert(1))",
        "[x](data:text/html,(hi))",
        "| A |\n| --- |\n| [click](javascript:alert(1)) |",
        "[x](https://a.example/ 'ti(tle')",
        "[x](../../internal/(x))",
        "[x](&#106;avascript:alert(1))",
        "[a [b] c]({{ school.name }})",
        "[x](<javascript:x>)",
        "[x](https://a.example/&quot;)",
        "[x](mailto:a.example)",
    ],
)
def test_a_link_leads_to_a_plain_web_address(text: str) -> None:
    assert "link-target" in codes_of(text)


@pytest.mark.parametrize("text", ["[x](https://a.example/b?c=d&e=f)", "[the *form*](http://a.example/)"])
def test_a_good_link_is_one(text: str) -> None:
    assert codes_of(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n[]: x", "> [foo]: javascript:x", "- [foo]: javascript:x", "   [foo]: x", "    [foo]: x", "- # H",
        "> # H", "> H\n> ===", "> H\n> ---", "> ---", ">     code", "\tx", "7.", "-", "1.", "Term\n  : def",
        r"a \$ b", r"a \& b", r"a \: b", r'a \" b', r"a \< b", "a\\\nb", ">\ntext", "x*(y)*", r"a \~b\~ c",
    ],
)  # fmt: skip
def test_what_web_and_paper_read_differently_is_refused(text: str) -> None:
    assert codes_of(text)


@pytest.mark.parametrize("sign", ["\0", "\x85", "\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\ue000", "\uffff"])
def test_characters_that_nobody_sees(sign: str) -> None:
    assert "character-invisible" in codes_of(f"Be{sign} kind.")
    assert "character-invisible" in codes_of(f"Be{sign} kind", in_markdown=False)


@pytest.mark.parametrize(
    "text",
    ["[a " * 6000, "*a **b " * 2500, "> " * 9000, "- " * 9000, "| a " * 5000, "![" * 9000, "{" * 19000,
     "a" + " " * 19000,      "-" + " " * 19000 + "x", "`" * 150 + " x" * 9000, "[x](https://a.example/) " * 800,
     "(a [b] " * 2800, "~ *a* " * 3000,
     "\n".join(["> a"] * 4000), "\n\n".join(["- a"] * 3000),
     "\n".join(["| a | b |", "| --- | --- |", *["| a | b |"] * 1500])],
)  # fmt: skip
def test_heaps_of_signs_take_no_time(text: str) -> None:
    began = time.perf_counter()
    codes_of(text)
    assert time.perf_counter() - began < 4


def test_a_telephone_number_that_would_take_ages() -> None:
    began = time.perf_counter()
    assert not _is_phone("0" + " " * 30_000 + "!")
    assert not _is_phone("0" + " " * 250 + "!")
    assert time.perf_counter() - began < 0.5
    assert _is_phone("028 9649 6001 ext 12")
    assert _is_phone("+44 (0)28 9649 6001 x2")


def test_an_email_address_asks_for_nothing_else() -> None:
    for name in ("office?cc=b", "a&b", "a%0Ab", "a#b", "a,b"):
        assert not _EMAIL.fullmatch(f"{name}@forge.example")
    assert _EMAIL.fullmatch("head.o’neill+office@forge.example")


@pytest.mark.parametrize(
    "rest",
    ["forge.example/?a", "forge.example/#a", "forge.example:99999/", "forge.example:x/", "förge.example/",
     "a.example/" + "a" * 200],
)  # fmt: skip
def test_an_address_of_pages(rest: str) -> None:
    assert _fault(f"https://{rest}")
    assert not _fault("https://forge.example:8080/policies/")


@pytest.mark.parametrize("name", ["self.items", "loop.index", "range.start", "none.given"])
def test_words_that_expressions_use_themselves(name: str, tmp_path: Path) -> None:
    more = f"  {name}:\n    question: What?\n    example: Example\n    blank: insert it\n    default: x\n"
    root = lay_out("", tmp_path, {"content/variables.yml": VARIABLES + more})
    assert "variable-name" in {problem.code for problem in problems_of(root)}


def test_nobody_reads_a_thousand_problems() -> None:
    found = [Problem("code", Location("a.md", line), "no code") for line in range(1, 451)]
    other = Problem("code", Location("b.md", 1), "no code")
    told = at_most([*found, other])
    assert len(told) == MOST + 1
    assert told[MOST - 1].message == "no code (and 400 more)"
    assert told[-1] == other
