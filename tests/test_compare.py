"""What becomes of a clause between two editions, and of what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.compare import compare, wrongly_editorial
from generator.model.comparison import Comparison
from generator.model.edition import ClauseChange, Definition, Edition, EditionClause, Result, Section
from tests.web_editions import edition, runs

LAW = ClauseChange("2026-09-01", "law", "The Act of 2026 asks for it.", "act", "2027-03-31")
EDITORIAL = ClauseChange("2026-09-02", "editorial", "Shorter.")


def clause(name: str, body: str = "Be kind.", **more: Any) -> EditionClause:
    return EditionClause(name, "", runs(name.capitalize()), runs(body), more.pop("origin", "library"), **more)


def holding(*sections: Sequence[EditionClause], values: dict[str, str] | None = None) -> Edition:
    numbered = []
    for at, clauses in enumerate(sections, start=1):
        held = tuple(replace(each, number=f"{at}.{n}") for n, each in enumerate(clauses, start=1))
        numbered.append(Section(f"s{at}", str(at), runs(f"Section {at}"), held))
    return replace(edition(values=values), sections=tuple(numbered))


def told(comparison: Comparison) -> list[tuple[str, ...]]:
    return [(change.id, *change.kinds, *change.classes) for change in comparison.changes]


A, B, C, D = (clause(name) for name in "abcd")


def test_renumbering_alone_is_no_change() -> None:
    comparison = compare(holding([A, B, C]), holding([B, C]))
    assert told(comparison) == [("a", "removed", "unexplained")]
    assert [each.id for each in comparison.unchanged] == ["b", "c"]


def test_a_reference_to_a_renumbered_clause_is_no_change() -> None:
    refers = clause("e", "See [[b]].")
    comparison = compare(holding([A, B, refers]), holding([B, refers]))
    assert told(comparison) == [("a", "removed", "unexplained")]


def test_of_two_that_changed_places_one_moved() -> None:
    comparison = compare(holding([A, B, C, D]), holding([A, C, D, B]))
    assert told(comparison) == [("b", "moved", "unexplained")]


def test_a_clause_of_another_section_moved() -> None:
    comparison = compare(holding([A, B], [C]), holding([A], [B, C]))
    assert told(comparison) == [("b", "moved", "unexplained")]


def test_a_section_that_moved_takes_its_clauses_along() -> None:
    old = holding([A, B], [C], [D])
    new = replace(old, sections=(old.sections[1], old.sections[2], old.sections[0]))
    moved = [(each[0], each[1]) for each in told(compare(old, new))]
    assert moved == [("a", "moved"), ("b", "moved")] or moved == [("c", "moved"), ("d", "moved")]


def test_why_comes_from_the_clauses_history_alone() -> None:
    before = holding([A, B, replace(C, changes=(EDITORIAL,))])
    after = holding(
        [
            clause("a", "Be kind, always.", changes=(LAW, EDITORIAL)),
            clause("b", "Be good."),
            clause("c", "Be fair.", changes=(EDITORIAL,)),
        ]
    )
    comparison = compare(before, after)
    assert told(comparison) == [
        ("a", "reworded", "law", "editorial"),
        ("b", "reworded", "unexplained"),
        ("c", "reworded", "unexplained"),
    ]
    assert comparison.changes[0].given == (LAW, EDITORIAL)


def test_an_own_wording_is_local_with_its_reason() -> None:
    own = clause("a", "Be kind here.", origin="own wording", reason="Our hall is small.", changes=(LAW,))
    (change,) = compare(holding([A]), holding([own])).changes
    assert (change.kinds, change.classes, change.reason) == (("reworded",), ("local",), "Our hall is small.")


def test_another_option_of_a_choice() -> None:
    before, after = (clause(name, f"Option {name}.", slot="own-use", origin="alternative") for name in "ab")
    comparison = compare(holding([before, C]), holding([after, C]))
    assert told(comparison) == [("b", "choice", "reworded", "local")]
    assert [one.clause.id for one in comparison.changes[0].before] == ["a"]


def test_merged_and_split() -> None:
    both = clause("e", "Be kind and good.", made_from=("a", "b"))
    comparison = compare(holding([A, B, C]), holding([both, C]))
    assert told(comparison) == [("e", "merged", "unexplained")]
    assert [one.clause.id for one in comparison.changes[0].before] == ["a", "b"]
    parts = (clause("x", made_from=("c",)), clause("y", made_from=("c",)))
    (change,) = compare(holding([A, C]), holding([A, *parts])).changes
    assert (change.kinds, [one.clause.id for one in change.after]) == (("split",), ["x", "y"])


def test_a_part_that_became_a_clause_of_its_own() -> None:
    comparison = compare(holding([A]), holding([clause("a", "Be."), clause("e", "Kind.", made_from=("a",))]))
    assert told(comparison) == [("a", "split", "unexplained")]


def test_strength() -> None:
    comparison = compare(holding([replace(A, strength="should")]), holding([replace(A, strength="must")]))
    assert told(comparison) == [("a", "strength", "unexplained")]


def test_a_changed_name_is_one_fact_change() -> None:
    texts = [clause(f"c{n}", "At {{ school.name }}, {{ school.name | possessive }} way.") for n in range(40)]
    other = {"school.name": "Hill School", "school.name | possessive": "Hill School’s"}
    comparison = compare(holding(texts), holding(texts, values=other))
    assert comparison.changes == ()
    (fact,) = comparison.facts
    assert (fact.variable, fact.before, fact.after) == (
        "school.name",
        (Result("Forge Integrated Example School"),),
        (Result("Hill School"),),
    )
    assert (len(fact.clauses), fact.parts) == (40, ("summary",))


def test_a_longer_list_is_a_fact_change_and_no_rewording() -> None:
    texts = ("- {{ policies.related[0] }}", "- {{ policies.related[0] }}\n- {{ policies.related[1] }}")
    old, new = (holding([clause("a", text)]) for text in texts)
    old = replace(old, results=tuple(each for each in old.results if each[0] != "policies.related[1]"))
    comparison = compare(old, new)
    assert comparison.changes == ()
    assert [(fact.variable, len(fact.before), len(fact.after)) for fact in comparison.facts] == [
        ("policies.related", 1, 2)
    ]


def test_a_name_written_out_that_became_a_detail_is_no_change() -> None:
    comparison = compare(
        holding([clause("a", "Ask the Principal.")]), holding([clause("a", "Ask the {{ head.title }}.")])
    )
    assert comparison.is_empty


def test_which_use_of_a_word_is_the_first_is_no_change() -> None:
    marked, plain = (clause("a", f"About {text}.") for text in ("<<social media>>", "social media"))
    assert compare(holding([marked]), holding([plain])).is_empty


def test_the_same_words_set_out_differently() -> None:
    before, after = clause("a", "Be kind.\n\nBe good."), clause("a", "- Be kind.\n- Be good.")
    assert told(compare(holding([before]), holding([after]))) == [("a", "laid out", "unexplained")]


def test_the_frame() -> None:
    old = holding([A])
    line = replace(old.tell.helplines[0], checked_on="2027-01-01")
    new = replace(
        old,
        title=runs("Policy on social media"),
        glossary=(Definition("social-media", "social media", "Sites and apps."),),
        sources=(),
        tell=replace(old.tell, helplines=(line,)),
        sections=(replace(old.sections[0], title=runs("Another section")),),
    )
    comparison = compare(old, new)
    assert [(each.part, each.id) for each in comparison.frame] == [
        ("title", ""),
        ("section", "s1"),
        ("glossary", "social-media"),
        ("source", "uk-gdpr"),
    ]
    assert comparison.changes == ()


def test_editorial_on_a_changed_must_number_or_age_is_reported() -> None:
    def reported(before: str, after: str, **more: Any) -> bool:
        new = clause("a", after, changes=(EDITORIAL,), **more)
        return bool(wrongly_editorial(compare(holding([clause("a", before)]), holding([new]))))

    assert reported("Pupils should ask.", "Pupils must ask.")
    assert reported("Pupils must ask.", "Pupils must not ask.")
    assert reported("Pupils of 13 may ask.", "Pupils of 16 may ask.")
    assert reported("Keep it for two years.", "Keep it for three years.")
    assert reported("Staff must and pupils may.", "Staff may and pupils must.")
    assert reported("Ask.", "Ask!", strength="must")
    assert not reported("Pupils must ask the office.", "Pupils must ask at the office.")
    assert not reported("At {{ school.name }} ask.", "At {{ head.title }} ask.")
