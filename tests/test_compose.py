"""Library and school to a closed edition: who gets what, under which number, in whose words, with which results."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from miniature import lay_out, problems_of, told

from generator.checks.explain import explain
from generator.compose.edition import compose
from generator.compose.inherit import settled_choice, settled_lock, settled_outline, settled_values
from generator.compose.sites import audience_sites
from generator.formats.numbering import annex_letter
from generator.formats.wording import wording_hash
from generator.library import read_workspace
from generator.model.edition import AUDIENCES, Audience, Edition, Result
from generator.model.edition_json import fingerprint, from_json, to_json
from generator.model.text import Hole, Literal, Reference, Run, Term, holes
from generator.model.workspace import Workspace

STAFF_ONLY = "{staff: own, pupil: {withheld: For staff only.}, parent: {withheld: For staff only.}}"
SCHOOL = "schools/example/school.yml"
OUTLINE = "content/policies/kindness/full.yml"
KIND = "content/clauses/conduct/be-kind.md"


def clause(staff: str, pupil: str = "", title: str = "A clause", front: str = "", editions: str = "") -> str:
    decided = editions or ("{staff: own, pupil: own, parent: {same-as: pupil}}" if pupil else STAFF_ONLY)
    text = f"---\ntitle: {title}\neditions: {decided}\n{front}---\n\n# Staff\n\n{staff}\n"
    return text + (f"\n# Pupil\n\n{pupil}\n" if pupil else "")


def school(more: str = "", kindness: str = "{outline: full}", top: str = "") -> str:
    return (
        f"name: Example Primary School\nnation: england\ntype: academy\nphase: primary\n{top}"
        f"policies:\n  kindness: {kindness}\n{more}"
    )


def outline(*clauses: str, annexes: str = "") -> str:
    lines = "".join(f"      - {one}\n" for one in clauses)
    return f"title: All\nreleased: 2026-09-01\nsections:\n  - id: one\n    title: One\n    clauses:\n{lines}{annexes}"


def detail(name: str, **more: str) -> str:
    facts = {"question": "What is it?", "example": "Example", "blank": "insert it", **more}
    return f"  {name}:\n" + "".join(f"    {key}: {value}\n" for key, value in facts.items())


def variables(*more: str) -> str:
    base = (Path(__file__).parent / "projects/_base/content/variables.yml").read_text(encoding="utf-8")
    return base + "".join(more)


@pytest.fixture
def made(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Makes the workspace of the base with some files changed, and sees to it that it has no error."""

    def make(files: dict[str, str | bytes | None]) -> Workspace:
        root = lay_out("", tmp_path, files)
        faults = [problem for problem in problems_of(root) if problem.severity == "error"]
        assert told(faults) == ""
        return read_workspace(root)[0]

    return make


def edition(workspace: Workspace, audience: Audience = "staff", blanks: bool = False) -> Edition:
    return compose(workspace, workspace.schools["example"], "kindness", audience, blanks)


def ids(made_edition: Edition) -> list[str]:
    return [found.id for found in made_edition.clauses()]


def numbers(made_edition: Edition) -> dict[str, str]:
    return {found.id: found.number for found in made_edition.clauses()}


def all_runs(made_edition: Edition) -> list[Run]:
    texts = [made_edition.title, made_edition.summary, made_edition.owner, made_edition.tell.role]
    texts += [section.title for section in made_edition.sections]
    texts += [text for found in made_edition.clauses() for text in (found.title, found.body)]
    slip = made_edition.slip
    if slip:
        texts += [slip.statement, slip.return_to, slip.return_by, slip.no_consequence]
    return [run for text in texts for run in text]


def words(runs: tuple[Run, ...], made_edition: Edition) -> str:
    results = dict(made_edition.results)
    places = numbers(made_edition)
    said = []
    for run in runs:
        match run:
            case Hole(key=key):
                said.append(results[key].text)
            case Reference(clause=target):
                said.append(places[target])
            case Literal(text=text) | Term(text=text):
                said.append(text)
    return "".join(said)


def body(made_edition: Edition, clause_id: str) -> str:
    (found,) = [found for found in made_edition.clauses() if found.id == clause_id]
    return words(found.body, made_edition)


def assert_closed(made_edition: Edition) -> None:
    """Every hole has a result and every result a hole; references and glossary words lead somewhere."""
    runs = all_runs(made_edition)
    keys = sorted(holes(tuple(runs)))
    assert [key for key, _ in made_edition.results] == keys
    assert all(result.text for _, result in made_edition.results)
    assert {run.clause for run in runs if isinstance(run, Reference)} <= set(ids(made_edition))
    assert {run.term for run in runs if isinstance(run, Term)} == {found.id for found in made_edition.glossary}
    assert {name for found in made_edition.clauses() for name in found.sources} == {
        source.id for source in made_edition.sources
    }
    text = to_json(made_edition)
    assert from_json(text) == made_edition
    assert to_json(from_json(text)) == text


# --- audiences and numbers


def test_each_audience_gets_its_clauses_with_its_numbers(made) -> None:  # type: ignore[no-untyped-def]
    workspace = made({})
    staff, pupil, parent = (edition(workspace, audience) for audience in AUDIENCES)
    assert numbers(staff) == {"be-kind": "1.1", "tone-must": "1.2", "report-it": "1.3"}
    assert numbers(pupil) == {"be-kind": "1.1", "report-it": "1.2"}
    assert ids(parent) == ids(pupil)
    assert body(pupil, "be-kind") == "You should be kind."
    assert body(parent, "be-kind") == "Everyone at Example Primary School must be kind."
    for one in (staff, pupil, parent):
        assert_closed(one)


def test_withheld_words_are_nowhere_in_the_other_editions(made) -> None:  # type: ignore[no-untyped-def]
    secret = {
        "content/clauses/conduct/secret.md": clause("The zebracrossing rule.", title="About zebracrossings"),
        OUTLINE: outline("be-kind", "secret", "report-it"),
    }
    workspace = made(secret)
    assert "zebracrossing" in to_json(edition(workspace, "staff"))
    for audience in ("pupil", "parent"):
        text = to_json(edition(workspace, audience))
        assert "zebracrossing" not in text
        assert "secret" not in text
        assert "For staff only" not in text


def test_sections_without_a_clause_take_no_number_and_annexes_take_letters(made) -> None:  # type: ignore[no-untyped-def]
    more = (
        "  - id: two\n    title: Two\n    clauses: [report-it]\n"
        "annexes:\n  - id: letter\n    title: A letter\n    clauses: [letter]\n"
    )
    files = {
        OUTLINE: outline("staff-words", annexes=more) + "  - id: code\n    title: Code\n    clauses: [be-kind]\n",
        "content/clauses/conduct/staff-words.md": clause("Staff must use kind words."),
        "content/clauses/conduct/letter.md": clause("Dear parents."),
    }
    workspace = made(files)
    staff, pupil = edition(workspace, "staff"), edition(workspace, "pupil")
    assert [(s.id, s.number, s.annex) for s in staff.sections] == [
        ("one", "1", False),
        ("two", "2", False),
        ("letter", "A", True),
        ("code", "B", True),
    ]
    assert [(s.id, s.number) for s in pupil.sections] == [("two", "1"), ("code", "A")]
    assert numbers(pupil) == {"report-it": "1.1", "be-kind": "A.1"}


def test_annex_letters() -> None:
    assert [annex_letter(number) for number in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


def test_a_reference_prints_each_edition_s_own_number(made) -> None:  # type: ignore[no-untyped-def]
    files = {
        OUTLINE: outline("staff-words", "be-kind", "report-it"),
        "content/clauses/conduct/staff-words.md": clause("Staff must use kind words: see [[report-it]]."),
        KIND: clause("Be kind at {{ school.name }}: see [[report-it]].", "You should be kind: see [[report-it]]."),
    }
    workspace = made(files)
    assert body(edition(workspace, "staff"), "be-kind").endswith("see 1.3.")
    assert body(edition(workspace, "pupil"), "be-kind").endswith("see 1.2.")
    assert_closed(edition(workspace, "pupil"))


def test_conditions_take_out_whole_clauses(made) -> None:  # type: ignore[no-untyped-def]
    parts = {
        "wales-only": "when: {nation: [wales]}\n",
        "primary-only": "when: {phase: [primary]}\n",
        "with-photo": "when: {has: [policies.photo]}\n",
        "without-photo": "when: {lacks: [policies.photo]}\n",
    }
    files: dict[str, str | bytes | None] = {
        f"content/clauses/conduct/{name}.md": clause("A rule.", title=name, front=front)
        for name, front in parts.items()
    }
    files["content/variables.yml"] = variables(detail("policies.photo", optional="true"))
    files[OUTLINE] = outline("be-kind", *parts, "report-it")
    assert ids(edition(made(files))) == ["be-kind", "primary-only", "without-photo", "report-it"]
    files[SCHOOL] = school("values:\n  policies.photo: Photo policy\n")
    assert ids(edition(made(files))) == ["be-kind", "primary-only", "with-photo", "report-it"]


# --- results


@pytest.mark.parametrize(
    ("phase", "pupils", "parents"),
    [
        ("secondary", "Respect others.", "Respect others."),
        ("primary", "Be nice.", "Be nice."),
        ("all-through", "Be nice.", "Be nice."),
        ("special", "Be nice.", "Be nice."),
    ],
)
def test_pupils_of_secondary_schools_have_a_wording_of_their_own(made, phase: str, pupils: str, parents: str) -> None:  # type: ignore[no-untyped-def]
    text = clause("Staff must be kind.", "Be nice.") + "\n# Pupil, secondary\n\nRespect others.\n"
    workspace = made({KIND: text, SCHOOL: school().replace("phase: primary", f"phase: {phase}")})
    assert body(edition(workspace, "staff"), "be-kind") == "Staff must be kind."
    assert body(edition(workspace, "pupil"), "be-kind") == pupils
    assert body(edition(workspace, "parent"), "be-kind") == parents


def test_a_secondary_school_replaces_what_its_own_pupils_would_read(tmp_path: Path) -> None:
    text = clause("Staff must be kind.", "Be nice.") + "\n# Pupil, secondary\n\nRespect others.\n"
    digits = wording_hash(
        read_workspace(lay_out("", tmp_path / "library", {KIND: text}))[0].library.clauses["be-kind"].secondary["pupil"]
    )
    own = f"---\nreason: Ours is better.\nreplaces: {{pupil: {digits}}}\n---\n\n# Pupil\n\nBe fair.\n"
    files = {
        KIND: text,
        SCHOOL: school().replace("phase: primary", "phase: secondary"),
        "schools/example/clauses/be-kind.md": own,
    }
    root = lay_out("", tmp_path / "school", files)
    assert not [problem for problem in problems_of(root) if problem.code.startswith("own-wording")]
    workspace = read_workspace(root)[0]
    assert body(edition(workspace, "pupil"), "be-kind") == "Be fair."
    (root / "schools/example/clauses/be-kind.md").write_text(own + "\n# Pupil, secondary\n\nBe just.\n")
    assert "heading-unknown" in {problem.code for problem in problems_of(root)}


def test_a_policy_for_some_audiences_is_in_their_sites_only(made) -> None:  # type: ignore[no-untyped-def]
    board = """
title: {staff: Code for governors}
audiences: [staff]
edition-names: {staff: Governors’ edition}
owner: chair
summary: {staff: What governors do.}
tell: {staff: Tell the chair.}
"""
    files: dict[str, str | bytes | None] = {
        "content/policies/board/policy.yml": board,
        "content/policies/board/full.yml": outline("tone-must").replace("title: One", "title: {staff: One}"),
        SCHOOL: school(kindness="{outline: full}\n  board: {outline: full}"),
    }
    workspace = made(files)
    sites = audience_sites(workspace, workspace.schools["example"])
    assert [(site.audience, [edition.policy for edition in site.editions]) for site in sites] == [
        ("staff", ["kindness", "board"]),
        ("pupil", ["kindness"]),
        ("parent", ["kindness"]),
    ]
    assert [edition.name for edition in sites[0].editions] == ["", "Governors’ edition"]


def test_a_section_without_a_clause_for_an_audience_needs_no_title_for_it(made) -> None:  # type: ignore[no-untyped-def]
    more = "  - {id: two, title: {staff: For staff}, clauses: [tone-must]}\n"
    workspace = made({OUTLINE: outline("be-kind") + more})
    assert [section.id for section in edition(workspace, "staff").sections] == ["one", "two"]
    assert [section.id for section in edition(workspace, "pupil").sections] == ["one"]


def test_a_school_without_a_policy_for_an_audience_has_no_site_for_it(made) -> None:  # type: ignore[no-untyped-def]
    shared = (Path(__file__).parent / "projects/_base/content/policies/kindness/policy.yml").read_text(encoding="utf-8")
    without = shared.replace("  pupil: Tell your teacher.\n", "")
    workspace = made({"content/policies/kindness/policy.yml": without + "audiences: [staff, parent]\n"})
    sites = audience_sites(workspace, workspace.schools["example"])
    assert [(site.audience, site.place.siblings) for site in sites] == [
        ("staff", ("staff", "parent")),
        ("parent", ("staff", "parent")),
    ]


def test_results_stand_in_the_table_only(made) -> None:  # type: ignore[no-untyped-def]
    hostile = '<img src=x onerror=alert(1)> & "Sons" {{7*7}} #panic() *x*'
    files = {
        SCHOOL: school().replace("Example Primary School", f"'{hostile}'"),
        KIND: clause("At {{ school.name }}: {{ school.name | possessive }}, {{ school.name | upper }}.", "Be kind."),
    }
    one = edition(made(files))
    results = dict(one.results)
    assert results["school.name"] == Result(hostile)
    assert results["school.name | upper"] == Result(hostile.upper())
    assert results["school.name | possessive"] == Result(hostile + "’s")
    assert hostile not in "".join(run.text for run in all_runs(one) if isinstance(run, Literal))
    assert body(one, "be-kind").startswith(f"At {hostile}: ")
    assert_closed(one)


def test_a_list_alone_becomes_bullets_and_paragraphs_become_paragraphs(made) -> None:  # type: ignore[no-untyped-def]
    files = {
        "content/variables.yml": variables(
            detail("our.values", type="list"), detail("our.story", type="paragraphs"), detail("our.motto", type="list")
        ),
        SCHOOL: school(
            "values:\n  our.values: [kindness, fairness]\n  our.story: [It began in 1900., It goes on.]\n"
            "  our.motto: [be kind, be fair, be there]\n"
        ),
        KIND: clause(
            "At {{ school.name }} we value:\n\n{{ our.values }}\n\n{{ our.story }}\n\nSo {{ our.motto | sentence }}.",
            "Be kind.",
        ),
    }
    one = edition(made(files))
    assert body(one, "be-kind") == (
        "At Example Primary School we value:\n\n- kindness\n- fairness\n\nIt began in 1900.\n\nIt goes on.\n\n"
        "So be kind, be fair and be there."
    )
    assert [key for key, _ in one.results if key.startswith("our")] == [
        "our.motto | sentence",
        "our.story[0]",
        "our.story[1]",
        "our.values[0]",
        "our.values[1]",
    ]
    assert_closed(one)


def test_a_template_shows_its_blanks(made) -> None:  # type: ignore[no-untyped-def]
    files = {
        "content/variables.yml": variables(
            detail("our.values", type="list", blank="insert our values"), detail("policies.photo", optional="true")
        ),
        SCHOOL: school(top="template: true\n").replace("name: Example Primary School\n", "template-name: Blank\n"),
        KIND: clause(
            "{{ school.name | possessive }} rules, {{ school.name | upper }}:\n\n{{ our.values }}", "Be kind."
        ),
        "content/clauses/conduct/photo.md": clause(
            "Read {{ policies.photo }}.", front="when: {has: [policies.photo]}\n"
        ),
        OUTLINE: outline("be-kind", "photo", "report-it"),
    }
    one = edition(made(files))
    results = dict(one.results)
    assert results["school.name | possessive"] == Result("[insert school name]’s", blank=True)
    assert results["our.values[0]"] == Result("[insert our values]", blank=True)
    assert not results["head.title"].blank
    assert [blank.name for blank in one.blanks] == ["school.name", "our.values", "policies.photo"]
    assert one.school.name == "Blank"
    assert_closed(one)


def test_what_is_filled_in_by_hand_is_a_place_to_write_on_and_no_fault(made) -> None:  # type: ignore[no-untyped-def]
    files: dict[str, str | bytes | None] = {
        KIND: clause("Dear {{ letter.reader }}", "You should be kind."),
        OUTLINE: outline("report-it")
        + "annexes:\n  - {id: letters, title: Letters, kind: letter, clauses: [be-kind]}\n",
        "content/variables.yml": variables(detail("letter.reader", blank="name", **{"by-hand": "true"})),
    }
    made_edition = edition(made(files))
    assert dict(made_edition.results)["letter.reader"] == Result("[name]", blank=True, by_hand=True)
    assert made_edition.blanks == ()
    assert_closed(made_edition)
    given = edition(made({**files, SCHOOL: school("values:\n  letter.reader: Reader\n")}))
    assert dict(given.results)["letter.reader"] == Result("Reader")


def test_blanks_can_be_asked_for_and_are_refused_otherwise(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/variables.yml": variables(detail("our.motto")),
        KIND: clause("At {{ school.name }}: {{ our.motto }}.", "Be kind."),
    }
    root = lay_out("", tmp_path, files)
    assert [problem.code for problem in problems_of(root)] == ["value-missing"]
    workspace, _ = read_workspace(root)
    with pytest.raises(ValueError, match=r"our\.motto has no value"):
        edition(workspace)
    assert [blank.name for blank in edition(workspace, blanks=True).blanks] == ["our.motto"]


def test_an_unfilled_value_names_question_file_and_clause(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/variables.yml": variables(detail("our.motto")),
        KIND: clause("At {{ school.name }}: {{ our.motto }}.", "Be kind."),
    }
    (problem,) = problems_of(lay_out("", tmp_path, files))
    assert "“What is it?”" in problem.message
    assert "our.motto" in problem.message
    assert "be-kind" in problem.message
    assert SCHOOL in problem.hint
    assert explain(problem.code)


# --- glossary, sources, helplines, slip


def test_glossary_words_are_marked_once_a_section_and_not_in_links(made) -> None:  # type: ignore[no-untyped-def]
    files = {
        "content/glossary.yml": "glossary:\n  bullying:\n    term: bullying\n    meaning: Hurting on purpose.\n",
        KIND: clause(
            "[About bullying](https://law.example/bullying): no Bullying at {{ school.name }}. Bullying hurts.",
            "Be kind.",
        ),
    }
    one = edition(made(files))
    assert [run for run in all_runs(one) if isinstance(run, Term)] == [Term("bullying", "Bullying")]
    assert [found.meaning for found in one.glossary] == ["Hurting on purpose."]
    assert edition(made(files), "pupil").glossary == ()
    assert_closed(one)


def test_sources_are_those_that_the_edition_cites(made) -> None:  # type: ignore[no-untyped-def]
    workspace = made({})
    assert [source.id for source in edition(workspace).sources] == ["kindness-act"]
    without = made({OUTLINE: outline("be-kind", "tone-must")})
    assert edition(without).sources == ()


def test_helplines_are_those_of_nation_and_audience(made) -> None:  # type: ignore[no-untyped-def]
    workspace = made({})
    assert [line.id for line in edition(workspace, "pupil").tell.helplines] == ["example-line"]
    assert edition(workspace, "staff").tell.helplines == ()


def test_slips_are_for_those_who_have_one(made) -> None:  # type: ignore[no-untyped-def]
    policy = (Path(__file__).parent / "projects/_base/content/policies/kindness/policy.yml").read_text(encoding="utf-8")
    slip = (
        "slip:\n  pupil:\n    statement: I have read the rules of {{ school.name }}.\n    return-to: Your teacher.\n"
        "    return-by: Friday.\n    no-consequence: You do not have to sign.\n"
    )
    workspace = made({"content/policies/kindness/policy.yml": policy + slip})
    one = edition(workspace, "pupil")
    assert one.slip is not None
    assert words(one.slip.statement, one) == "I have read the rules of Example Primary School."
    assert edition(workspace, "parent").slip is None
    assert_closed(one)


# --- own wordings, own clauses, choices, groups


def test_own_wordings_and_clauses_are_marked(made) -> None:  # type: ignore[no-untyped-def]
    base, _ = read_workspace(Path(__file__).parent / "projects/_base")
    replaced = wording_hash(base.library.clauses["be-kind"].wordings["staff"])
    add = (
        "\n    outline: full\n    add: [{clause: our-garden, after: be-kind}, {clause: our-pond, after: our-garden}]\n"
    )
    leave = "    leave-out: [{clause: report-it, reason: We have none.}]"
    files = {
        "schools/example/clauses/be-kind.md": f"---\nreason: Ours.\nreplaces: {{staff: {replaced}}}\n---\n\n# Staff\n\n"
        "We are all kind at {{ school.name }}.\n",
        "schools/example/clauses/our-garden.md": clause("Be kind to plants.", title="Our garden"),
        "schools/example/clauses/our-pond.md": clause("Be kind to frogs.", title="Our pond"),
        SCHOOL: school("choices:\n  tone: tone-should\n", kindness=add + leave),
    }
    workspace = made(files)
    staff, parent, pupil = (edition(workspace, audience) for audience in ("staff", "parent", "pupil"))
    assert [(found.id, found.origin) for found in staff.clauses()] == [
        ("be-kind", "own wording"),
        ("our-garden", "own clause"),
        ("our-pond", "own clause"),
        ("tone-should", "alternative"),
    ]
    assert body(staff, "be-kind") == "We are all kind at Example Primary School."
    assert body(parent, "be-kind") == body(staff, "be-kind")  # parents read the same as staff
    assert [(found.id, found.origin) for found in pupil.clauses()] == [("be-kind", "library")]
    assert_closed(staff)


def test_groups_fix_and_suggest(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "content/variables.yml": variables(detail("our.motto"), detail("our.song")),
        KIND: clause("At {{ school.name }}: {{ our.motto }}, {{ our.song }}.", "Be kind.", front="lock: adaptable\n"),
        "content/policies/kindness/short.yml": outline("be-kind", "report-it"),
        "schools/groups/county.yml": "name: Example County\nkind: council\nvalues:\n  our.motto: {fixed: Be kind}\n"
        "  our.song: {default: A county song}\nlocks: {be-kind: locked}\n",
        "schools/groups/town.yml": "name: Example Town\nkind: council\nwithin: county\nvalues:\n"
        "  our.song: {default: A town song}\npolicies:\n  kindness: {outline: {default: short}}\n"
        "choices:\n  tone: {fixed: tone-should}\n",
        SCHOOL: school(kindness="{}", top="group: town\n"),
    }
    workspace, problems = read_workspace(lay_out("", tmp_path, files))
    assert problems == ()
    one = workspace.schools["example"]
    values = settled_values(workspace, one)
    assert (values["our.motto"].value, values["our.motto"].by, values["our.motto"].fixed) == ("Be kind", "county", True)
    assert (values["our.song"].value, values["our.song"].by) == ("A town song", "town")
    assert (values["head.title"].value, values["head.title"].by) == ("headteacher", "library")
    assert (values["school.name"].value, values["school.name"].by) == ("Example Primary School", "profile")
    settled = settled_outline(workspace, one, "kindness")
    assert settled is not None and settled.value == "short"
    (slot,) = workspace.library.policies["kindness"].outlines["full"].slots()
    choice = settled_choice(workspace, one, slot)
    assert choice is not None and (choice.value, choice.by) == ("tone-should", "town")
    lock, given_by = settled_lock(workspace, one, workspace.library.clauses["be-kind"])
    assert lock == "locked" and given_by is not None and given_by.by == "county"
    assert ids(edition(workspace)) == ["be-kind", "report-it"]


def test_what_a_group_has_fixed_stays_whatever_a_school_writes(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "schools/groups/county.yml": "name: Example County\nkind: council\nvalues:\n  head.title: {fixed: principal}\n",
        SCHOOL: school("values:\n  head.title: chief\n", top="group: county\n"),
    }
    workspace, _ = read_workspace(lay_out("", tmp_path, files))
    assert settled_values(workspace, workspace.schools["example"])["head.title"].value == "principal"


# --- JSON


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
RUN = st.one_of(
    st.builds(Literal, TEXT), st.builds(Hole, TEXT), st.builds(Reference, TEXT), st.builds(Term, TEXT, TEXT)
)
RUNS = st.lists(RUN, max_size=4).map(tuple)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_equal_editions_have_equal_bytes(audience: Audience, made) -> None:  # type: ignore[no-untyped-def]
    first, second = edition(made({}), audience), edition(made({}), audience)
    assert first == second
    assert to_json(first) == to_json(second)
    assert fingerprint(first) == fingerprint(second)


def _base_edition() -> Edition:
    workspace, _ = read_workspace(Path(__file__).parent / "projects/_base")
    return compose(workspace, workspace.schools["example"], "kindness", "pupil")


def _drawn_edition(draw: st.DrawFn) -> Edition:
    """An edition whose texts are anything; what is not drawn is the base's."""
    from dataclasses import replace

    from generator.model.edition import Blank, Definition, EditionClause, Section, Slip, Version

    clauses = draw(st.lists(st.builds(EditionClause, TEXT, TEXT, RUNS, RUNS, st.just("library")), max_size=3))
    return replace(
        _base_edition(),
        title=draw(RUNS),
        summary=draw(RUNS),
        sections=(Section(draw(TEXT), "1", draw(RUNS), tuple(clauses), draw(st.booleans())),),
        results=tuple(sorted(draw(st.dictionaries(TEXT, st.builds(Result, TEXT, st.booleans()), max_size=3)).items())),
        glossary=tuple(draw(st.lists(st.builds(Definition, TEXT, TEXT, TEXT), max_size=2))),
        blanks=tuple(draw(st.lists(st.builds(Blank, TEXT, TEXT, TEXT), max_size=2))),
        slip=draw(st.none() | st.builds(Slip, RUNS, RUNS, RUNS, RUNS)),
        version=draw(st.none() | st.builds(Version, TEXT, TEXT, TEXT, TEXT)),
    )


@given(st.composite(_drawn_edition)())
def test_json_gives_back_an_equal_edition_and_equal_bytes(one: Edition) -> None:
    text = to_json(one)
    again = from_json(text)
    assert again == one
    assert to_json(again) == text
