"""The guide says what the program does: keys, filters, words, examples and commands in it are the program's own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from generator.formats.chart_files import ChartFile
from generator.formats.clause_file import read_clause
from generator.formats.expressions import evaluate, namespace, parse_expression
from generator.formats.file_model import FileModel, load_model
from generator.formats.filters import FILTERS
from generator.formats.library_files import (
    CoverageFile,
    GlossaryFile,
    HelplinesFile,
    RetiredFile,
    ReviewsFile,
    ServicesFile,
    SourcesFile,
    VariablesFile,
)
from generator.formats.policy_files import ClauseFront, OutlineFile, OwnWordingFront, PolicyFile
from generator.formats.school_files import GroupFile, SchoolFile
from generator.formats.translation_files import (
    ClauseTranslationFront,
    OutlineTranslationFile,
    PolicyTranslationFile,
)
from generator.formats.translation_text import read_clause_translation
from generator.formats.yaml_text import read_yaml
from generator.ids import RESERVED
from generator.library.logo import SIZE_LIMIT as LOGO_LIMIT
from generator.words.print_strings import print_words
from generator.words.strings import say

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
PROSE = [*PAGES, ROOT / "README.md"]

FILES: dict[str, type[FileModel]] = {
    "schools/<school>/school.yml": SchoolFile,
    "schools/groups/<group>.yml": GroupFile,
    "content/variables.yml": VariablesFile,
    "content/clauses/<topic>/<clause>.md": ClauseFront,
    "schools/<school>/clauses/<clause>.md": OwnWordingFront,
    "content/policies/<policy>/policy.yml": PolicyFile,
    "content/policies/<policy>/<outline>.yml": OutlineFile,
    "content/clauses/<topic>/<clause>.cy.md": ClauseTranslationFront,
    "content/policies/<policy>/policy.cy.yml": PolicyTranslationFile,
    "content/policies/<policy>/<outline>.cy.yml": OutlineTranslationFile,
    "content/sources.yml": SourcesFile,
    "content/reviews.yml": ReviewsFile,
    "content/helplines.yml": HelplinesFile,
    "content/services.yml": ServicesFile,
    "content/charts/<chart>.yml": ChartFile,
    "content/glossary.yml": GlossaryFile,
    "content/retired.yml": RetiredFile,
    "content/coverage.yml": CoverageFile,
}


def _page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def _sections(text: str) -> dict[str, str]:
    """What stands under each heading of level two."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    headings = (heading.replace("&lt;", "<").replace("&gt;", ">") for heading in parts[1::2])
    return dict(zip(headings, parts[2::2], strict=True))


def _inside(annotation: Any) -> Iterator[Any]:
    """Every type that an annotation is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def _fields(model: type[FileModel]) -> Iterator[tuple[str, Any]]:
    """Each key of a file and its type, those of models inside it included."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation
        for part in _inside(field.annotation):
            if isinstance(part, type) and issubclass(part, FileModel):
                yield from _fields(part)


def _words(model: type[FileModel]) -> set[str]:
    """Every word that a key of the file offers, such as `draft` and `in-force`."""
    return {
        word
        for _, annotation in _fields(model)
        for part in _inside(annotation)
        if get_origin(part) is Literal
        for word in get_args(part)
    }


def _coded(text: str) -> set[str]:
    """What stands between backticks, and the words in it."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {word for span in spans for word in (span, *re.findall(r"[a-z][a-z0-9-]*", span))}


@pytest.mark.parametrize("heading", FILES)
def test_every_key_is_explained_where_its_file_is(heading: str) -> None:
    section = _sections(_page("files.md"))[heading]
    missing = {key for key, _ in _fields(FILES[heading])} - _coded(section)
    assert not missing, f"docs/files.md, under “{heading}”, does not name {sorted(missing)}"


@pytest.mark.parametrize("heading", FILES)
def test_no_key_is_explained_that_is_not_there(heading: str) -> None:
    section = _sections(_page("files.md"))[heading]
    named = set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))
    known = {key for key, _ in _fields(FILES[heading])}
    assert named <= known, f"docs/files.md, under “{heading}”, names {sorted(named - known)}"


@pytest.mark.parametrize("heading", FILES)
def test_a_key_is_called_needed_when_it_is(heading: str) -> None:
    rows = re.findall(r"^\| `([^`]+)` \|([^|]*)\|[^|]*\|$", _sections(_page("files.md"))[heading], re.MULTILINE)
    said = {(key, "yes" in needed) for key, needed in rows}
    asked = set(_needs(FILES[heading]))
    # a name is needed except in a template, which the model leaves to a check
    wrong = {pair for pair in said if pair not in asked and pair != ("name", True)}
    assert not wrong, f"docs/files.md, under “{heading}”, is wrong about what is needed: {sorted(wrong)}"


def _needs(model: type[FileModel]) -> Iterator[tuple[str, bool]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.is_required()
        for part in _inside(field.annotation):
            if isinstance(part, type) and issubclass(part, FileModel):
                yield from _needs(part)


@pytest.mark.parametrize("heading", FILES)
def test_every_word_that_a_key_offers_is_named(heading: str) -> None:
    text = _page("files.md")
    everywhere = _coded(_sections(text)["What all files share"])
    missing = _words(FILES[heading]) - _coded(_sections(text)[heading]) - everywhere
    assert not missing, f"docs/files.md, under “{heading}”, does not offer {sorted(missing)}"


def test_reserved_ids_and_limits_are_named() -> None:
    text = _page("files.md")
    ranged = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
    assert RESERVED - ranged <= _coded(text)
    assert {f"{port}{number}" for port in ("com", "lpt") for number in (1, 9)} <= _coded(text)
    assert f"at most {LOGO_LIMIT // 1000} kB" in text


def _filter_rows() -> list[tuple[str, str, str, str]]:
    row = r"^\| `(\w+)` \| [^|]* \| `\{\{ ([^}]*) \}\}` \| ([^|]*) \| ([^|]*) \|$"
    return re.findall(row, _page("wordings.md"), re.MULTILINE)


def test_exactly_our_filters_are_listed() -> None:
    assert [name for name, *_ in _filter_rows()] == list(FILTERS)


@pytest.mark.parametrize(("name", "written", "given", "printed"), _filter_rows())
def test_filters_print_what_the_guide_shows(name: str, written: str, given: str, printed: str) -> None:
    expression = parse_expression(written)
    assert not isinstance(expression, str)
    assert expression.filters == (name,)
    value = tuple(given.split("; ")) if ";" in given else given
    assert evaluate(expression, namespace({expression.variable: value})) == printed


def test_status_words_and_notices_are_those_of_the_pages() -> None:
    text = _page("governors.md")
    for key in ("status.draft", "status.template", "watermark.draft", "notice.internal", "own-wording", "own-clause"):
        assert say(key) in text, key
    assert print_words("en")["slip.specimen"].startswith("SPECIMEN")
    rows = re.findall(r"^\| ([A-Z][^|]*) \|", _sections(text)["The cover"], re.MULTILINE)
    labels = {label for row in rows for label in row.split(", ")} - {"Line"}
    drafts = ("school", "policy", "edition", "group", "status", "version", "released", "owner")
    versions = ("approved-by", "minute", "adopted", "effective", "review", "amended", "written", "follows", "seal")
    later = ("reviewed", "corrected", "summary")
    assert labels == {say(f"cover.{name}") for name in (*drafts, *versions, *later, "specimen")}


def _fenced(language: str) -> list[Any]:
    fence = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [
        pytest.param(block, id=f"{page.stem}-{number}")
        for page in PROSE
        for number, block in enumerate(fence.findall(page.read_text("utf-8")))
    ]


def _model_of(path: str) -> type[FileModel] | None:
    for pattern, model in FILES.items():
        if re.fullmatch(re.sub(r"<\w+>", "[a-z-]+", pattern), path):
            return model
    return None


@pytest.mark.parametrize("block", _fenced("yaml"))
def test_examples_of_files_can_be_read(block: str) -> None:
    """One that names its file in its first line is a whole file; the others are parts."""
    tree, problems = read_yaml(block, "example.yml")
    assert not problems
    named = re.match(r"# (\S+)\n", block)
    model = _model_of(named.group(1)) if named else None
    if model is not None:
        assert load_model(model, tree)[1] == ()


@pytest.mark.parametrize("block", _fenced("markdown"))
def test_examples_of_clauses_can_be_read(block: str) -> None:
    if "\nof:" in block:
        translation, problems = read_clause_translation(block, "friend-requests.cy.md")
        assert translation is not None and not problems
        assert translation.wordings and translation.checked
        return
    clause, problems = read_clause("friend-requests", block, "friend-requests.md")
    assert clause is not None
    assert not problems
    assert all(clause.wording_for(audience) for audience in ("staff", "pupil", "parent"))


def _typed_commands() -> Iterator[tuple[str, str]]:
    for page in PROSE:
        for line in re.findall(r"(?:`|^    )(policypress [^`\n]*)", page.read_text("utf-8"), re.MULTILINE):
            yield page.name, line


def test_every_command_and_option_that_the_guide_types_is_there() -> None:
    import click

    from generator.cli.main import policypress

    for page, line in _typed_commands():
        words = [word.rstrip(",.;:") for word in line.split()[1:]]
        command: click.Command = policypress
        while words and isinstance(command, click.Group) and not words[0].startswith("-") and words[0].islower():
            inner = command.get_command(click.Context(command), words.pop(0))
            assert inner is not None, f"{page}: {line}"
            command = inner
        options = {name for option in command.params for name in option.opts} | {"--help"}
        used = set(re.findall(r"(?<!\S)--[a-z-]+", " ".join(words)))
        assert used <= options, f"{page}: {line}"


def test_every_code_that_the_guide_names_is_explained() -> None:
    explained = _page("problems.md")
    table = _sections(_page("school-office.md"))["What the messages mean"]
    rows = re.findall(r"^\| ((?:`[a-z0-9-]+`(?:, )?)+) \|", table, re.MULTILINE)
    codes = {code for row in rows for code in re.findall(r"`([a-z0-9-]+)`", row)}
    assert len(codes) >= 10
    assert {code for code in codes if code not in explained} == set()


def test_prose_holds_one_sentence_a_line() -> None:
    """So that a diff shows what changed; table rows and list items may hold more."""
    for page in (page for page in PROSE if page.name not in ("commands.md", "problems.md")):
        text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
        for line in text.splitlines():
            if re.match(r"[A-Z*`\[]", line):
                sentences = re.findall(r"(?<!etc)[.!?] (?=[A-Z])", line)
                assert not sentences, f"{page.name}: {line}"


def test_pictures_are_small_and_used() -> None:
    pictures = sorted((DOCS / "pictures").glob("*.png"))
    texts = "".join(page.read_text("utf-8") for page in PROSE)
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size < 150_000, picture.name
        assert f"pictures/{picture.name})" in texts, f"{picture.name} is on no page"


@pytest.mark.slow
def test_the_guide_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "guide")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "guide" / "school-office" / "index.html").is_file()
