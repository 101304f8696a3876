"""Faults that only show where a school's own decisions meet its outline and its group."""

from __future__ import annotations

from pathlib import Path

from hill import TODAY, edited, lay

from generator.pipeline.checking import check

OWN_CLAUSE = """---
title: Our pond
editions: {staff: own, pupil: own, parent: {same-as: pupil}}
---

# Staff

Keep the pond tidy.

# Pupil

You should keep the pond tidy.
"""


def test_an_own_clause_in_a_section_without_a_title_for_its_readers(tmp_path: Path) -> None:
    changes: dict[str, str | bytes | None] = {
        "schools/hill/clauses/pond.md": OWN_CLAUSE,
        **edited("content/policies/social-media/whole.yml", "title: Other papers", "title: {staff: Other papers}"),
        **edited("content/policies/social-media/whole.yml", "[related, data]", "[related]"),
        **edited(
            "schools/hill/school.yml",
            "  social-media: {}\n",
            "  social-media: {add: [{clause: pond, after: related}]}\n",
        ),
    }
    outline = edited("content/policies/social-media/whole.yml", "[related, data]", "[related]")
    text = outline["content/policies/social-media/whole.yml"].replace(
        "title: Other papers", "title: {staff: Other papers}"
    )
    changes["content/policies/social-media/whole.yml"] = text
    found = [p for p in check(lay(tmp_path, changes), TODAY).problems if p.severity == "error"]
    assert [(p.code, p.where.path, p.school) for p in found] == [
        ("section-title-for-own", "schools/hill/school.yml", "hill")
    ]
    assert "pupil and parent readers" in found[0].message


def test_a_choice_that_the_group_has_fixed_cannot_be_left_out(tmp_path: Path) -> None:
    slot = """- choice: tone
        question: Which?
        options: [{clause: friend-requests, says: One}, {clause: personal-numbers, says: Other}]"""
    outline = edited(
        "content/policies/social-media/whole.yml",
        "clauses: [friend-requests, personal-numbers]",
        f"clauses:\n      {slot}",
    )
    changes: dict[str, str | bytes | None] = {
        **outline,
        "schools/groups/vale.yml": """name: Vale Council
kind: council
ask: the council’s policy officer
choices: {tone: {fixed: friend-requests}}
""",
        **edited(
            "schools/hill/school.yml",
            "  social-media: {}\n",
            '  social-media: {leave-out: [{clause: friend-requests, reason: "Not for us"}]}\ngroup: vale\n',
        ),
        "content/clauses/contact/personal-numbers.md": None,
    }
    numbers = edited("content/clauses/contact/personal-numbers.md", " See [[friend-requests]].", "")
    found = [
        p for p in check(lay(tmp_path, {**changes, **numbers}), TODAY).problems if p.code == "fixed-choice-left-out"
    ]
    assert [p.where.path for p in found] == ["schools/hill/school.yml"]
    assert "Vale Council has fixed the choice" in found[0].message
    assert "the council’s policy officer" in found[0].hint
