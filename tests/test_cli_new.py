"""`new school`: asks only what is open, keeps every answer at once, and leaves a file that passes check."""

from __future__ import annotations

from pathlib import Path

import pytest
from commanding import Desk
from hill import FILES, lay

from generator.authoring.question import Question
from generator.formats.yaml_text import read_yaml
from generator.library import read_workspace

VARIABLES = (
    FILES["content/variables.yml"]
    + """\
  policies.safeguarding:
    {type: text, question: What is your safeguarding policy called?, example: Child protection policy, blank: insert}
  school.website:
    {type: link, optional: true, question: What is the school’s website?, example: "https://x.example/", blank: insert}
  authority.name:
    {type: text, question: What is your council called?, example: A council, blank: insert}
"""
)
OUTLINE = """\
title: In two parts
released: 2026-11-01
sections:
  - id: contact
    title: Contact
    clauses:
      - choice: how-strict
        question: How strict is the rule on friend requests?
        options:
          - {clause: friend-requests, says: "Staff must turn them down."}
          - {clause: friend-requests-mild, says: "Staff should turn them down."}
        default: friend-requests
      - choice: numbers
        question: May staff give out their numbers?
        options:
          - {clause: personal-numbers, says: "They must not."}
          - {clause: personal-numbers-mild, says: "They should not."}
      - personal-site
  - id: papers
    title: Other papers
    clauses: [data, council]
"""
NEW_CLAUSES = {
    "friend-requests-mild": "Staff should turn down friend requests. Read the {{ policies.safeguarding }}.",
    "personal-numbers-mild": "Staff should keep their numbers to themselves.",
    "council": "These are the rules of {{ authority.name }} too.",
}
SITE = """\
---
title: Our website
when: {has: [school.website]}
editions: {staff: own, pupil: {same-as: staff}, parent: {same-as: staff}}
---

# Staff

Look at [our website]({{ school.website }}).
"""
GROUP = """\
name: Example Valley Council
kind: council
nation: wales
ask: the policy officer
values:
  authority.name: {fixed: Example Valley Council}
  policies.safeguarding: {default: safeguarding policy}
choices:
  numbers: {fixed: personal-numbers}
policies:
  social-media: {outline: {default: parts}}
"""


def clause(text: str) -> str:
    front = "editions: {staff: own, pupil: {same-as: staff}, parent: {same-as: staff}}"
    return f"---\ntitle: A title\n{front}\n---\n\n# Staff\n\n{text}\n"


CHANGES: dict[str, str | bytes | None] = {
    "content/variables.yml": VARIABLES,
    "content/policies/social-media/parts.yml": OUTLINE,
    "content/clauses/papers/personal-site.md": SITE,
    "schools/groups/valley.yml": GROUP,
    "content/clauses/contact/personal-numbers.md": FILES["content/clauses/contact/personal-numbers.md"].replace(
        " See [[friend-requests]].", ""
    ),
    **{f"content/clauses/papers/{name}.md": clause(text) for name, text in NEW_CLAUSES.items()},
}
SCHOOL = "schools/mill-example-school/school.yml"
TODAY = ("--today", "2026-11-20")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    school = FILES["schools/hill/school.yml"].replace("social-media: {}", "social-media: {outline: whole}")
    return Desk(lay(tmp_path, {**CHANGES, "schools/hill/school.yml": school}), monkeypatch, capsys)


def questions(out: str) -> list[str]:
    return [line for line in out.splitlines() if line.endswith("?") and not line.startswith(" ")]


def test_in_a_group_it_asks_only_what_the_group_left_open(desk: Desk) -> None:
    answers = ["Mill Example School", "wales", "1", "Primary", "1", "friend-requests-mild", ""]
    ended = desk.type("new", "school", *TODAY, answers="\n".join([*answers, ""]))
    assert ended.code == 0, ended.said
    assert questions(ended.out) == [
        "What is the school’s full name?",
        "In which nation is the school?",
        "What type of school is it?",
        "Which pupils does it teach?",
        "Which council or trust does it belong to?",
        "How strict is the rule on friend requests?",
        "What is the school’s website?",
    ]
    assert "and the school is complete" in ended.out


def test_the_file_is_commented_and_passes_check(desk: Desk) -> None:
    answers = ["Mill Example School", "3", "controlled", "2", "1", "", "2", "mill", "https://mill.example/", "Down"]
    ended = desk.type("new", "school", *TODAY, answers="\n".join([*answers, ""]))
    assert ended.code == 0, ended.said
    text = desk.read(SCHOOL)
    assert text.startswith("# yaml-language-server: $schema=../../content/schemas/school.schema.json\n# Mill Example")
    assert "\n# How strict is the rule on friend requests?\n#   friend-requests: Staff must turn them down.\n" in text
    assert "\n# choices:\n#   how-strict: friend-requests   # (the default, which the school follows)\n" in text
    assert "  # May staff give out their numbers?\n" in text
    assert "  # What is your safeguarding policy called? For example: Child protection policy\n" not in text
    school = read_workspace(desk.root)[0].schools["mill-example-school"]
    assert (school.nation, school.type, school.phase, school.group) == (
        "northern-ireland",
        "controlled",
        "primary",
        "",
    )
    assert {name: given.value for name, given in school.choices.items()} == {
        "numbers": "personal-numbers-mild",
    }
    assert desk.type("check", *TODAY).code == 0


def test_it_goes_on_where_it_stopped(desk: Desk) -> None:
    first = desk.type("new", "school", answers="Mill Example School\nwales\n")
    assert first.code == 2
    assert "`policypress new school mill-example-school` goes on" in first.err
    assert "nation: wales\n" in desk.read(SCHOOL)
    desk.edit(SCHOOL, "nation: wales\n", "nation: wales   # my own note\n")
    second = desk.type("new", "school", "mill-example-school", answers="1\nprimary\n\n")
    assert second.code == 2
    assert questions(second.out)[0] == "What type of school is it?"
    third = desk.type("new", "school", "mill-example-school", *TODAY, answers="whole\nCode of conduct\n\n")
    assert questions(third.out)[0] == "Which version of the social media policy do you want?"
    assert third.code == 0, third.said
    assert "nation: wales   # my own note\n" in desk.read(SCHOOL)
    before = desk.read(SCHOOL)
    fourth = desk.type("new", "school", "mill-example-school", *TODAY)
    assert (fourth.code, questions(fourth.out), desk.read(SCHOOL)) == (0, [], before)


def test_the_same_name_goes_on_and_another_asks_for_a_folder(desk: Desk) -> None:
    desk.type("new", "school", answers="Mill Example School\nwales\n")
    again = desk.type("new", "school", answers="Mill Example School\n")
    assert questions(again.out)[:2] == ["What is the school’s full name?", "What type of school is it?"]
    other = desk.type("new", "school", "--name", "Mill, Example School", answers="assets\nmill-two\n")
    assert "What should the school’s folder be called?" in other.out
    assert "“assets” is a reserved name." in other.out
    assert 'name: "Mill, Example School"\n' in desk.read("schools/mill-two/school.yml")


FLAGS = (
    *("--name", "Mill Example School", "--short-name", "Mill", "--nation", "wales", "--type", "community"),
    *("--phase", "primary", "--group", "valley"),
)


def test_everything_can_be_given_by_options(desk: Desk) -> None:
    words = ("new", "school", *FLAGS, "--no-input", "--value", "school.website=https://mill.example/", *TODAY)
    ended = desk.type(*words, "--choice", "how-strict=friend-requests-mild", "--policy", "social-media")
    assert ended.code == 0, ended.said
    assert questions(ended.out) == []
    school = read_workspace(desk.root)[0].schools["mill-example-school"]
    assert (school.short_name, school.group) == ("Mill", "valley")
    assert school.choices["how-strict"].value == "friend-requests-mild"
    assert school.values["school.website"].value == "https://mill.example/"
    before = desk.read(SCHOOL)
    again = desk.type(*words, "--choice", "how-strict=friend-requests-mild", "--policy", "social-media")
    assert (again.code, desk.read(SCHOOL)) == (0, before), again.said


def test_a_default_is_overruled_by_an_option_and_a_list_is_given_line_by_line(desk: Desk) -> None:
    ended = desk.type(
        *("new", "school", *FLAGS, "--no-input", *TODAY, "--outline", "social-media=whole"),
        *("--value", "policies.related=One", "--value", "policies.related=Two", "--value", "head.title=principal"),
    )
    assert ended.code == 0, ended.said
    school = read_workspace(desk.root)[0].schools["mill-example-school"]
    assert school.values["policies.related"].value == ("One", "Two")
    assert school.values["head.title"].value == "principal"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--value", "authority.name=Ours"), 1, "is fixed by Example Valley Council"),
        (("--value", "head.titel=x"), 2, "Did you mean “head.title”?"),
        (("--value", "head.title"), 2, "no “=”"),
        (("--value", "school.website=mill"), 2, "A link must be a web address"),
        (("--value", "head.title=a\nb"), 2, "line break"),
        (("--choice", "how-strict=nothing"), 2, "friend-requests-mild"),
        (("--choice", "how=nothing"), 2, "has no choice “how”"),
        (("--nation", "cymru"), 2, "wales"),
        (("--phase", ""), 2, "--phase"),
    ],
)
def test_an_option_that_will_not_do_is_refused(desk: Desk, words: tuple[str, ...], code: int, message: str) -> None:
    ended = desk.type("new", "school", *FLAGS, "--no-input", *words)
    assert ended.code == code, ended.said
    assert message in ended.err


def test_no_input_names_every_answer_that_is_missing(desk: Desk) -> None:
    ended = desk.type("new", "school", "mill", "--name", "Mill Example School", "--no-input")
    assert ended.code == 2
    assert "--nation" in ended.err and "--type" in ended.err and "--phase" in ended.err
    assert questions(ended.out) == []
    desk.edit("schools/mill/school.yml", "name: Mill Example School", "name: Mill Example School # kept")
    rest = ("--nation", "england", "--type", "academy", "--phase", "special")
    ended = desk.type("new", "school", "mill", *rest, "--outline", "social-media=whole", "--no-input", *TODAY)
    assert ended.code == 2
    assert "--value policies.related=…   Which policies belong to this one?" in ended.err
    ended = desk.type("new", "school", "mill", "--no-input", "--value", "policies.related=A list", *TODAY)
    assert ended.code == 0, ended.said


def test_everything_that_is_missing_is_named_at_once_even_before_the_profile_is_known(desk: Desk) -> None:
    ended = desk.type("new", "school", "--no-input")
    assert ended.code == 2
    missing = [line.split("   ")[0] for line in map(str.strip, ended.err.splitlines()) if line[:2] == "--"]
    assert missing == ["--name", "--nation", "--type", "--phase", "--outline social-media=…"]
    assert "want? More questions follow from this answer.\n" in ended.err
    assert "        parts: In two parts\n        whole: The whole policy\n" in ended.err
    assert [path.name for path in (desk.root / "schools").iterdir() if path.name not in ("hill", "groups")] == []
    told = ("--name", "Mill Example School", "--nation", "wales", "--outline", "social-media=whole")
    ended = desk.type("new", "school", *told, "--no-input")
    assert "--type" in ended.err and "--phase" in ended.err and "--outline" not in ended.err
    assert "--value policies.related=…   Which policies belong to this one?\n" in ended.err
    assert "group:" not in desk.read(SCHOOL), "no answer is taken for the school while others are missing"
    rest = ("--type", "community", "--phase", "primary", "--value", "policies.related=One")
    ended = desk.type("new", "school", *told, *rest, "--no-input", *TODAY)
    assert ended.code == 0, ended.said


@pytest.mark.parametrize(("nation", "suits"), [("northern-ireland", True), ("wales", False), ("scotland", False)])
def test_the_outline_that_names_the_nation_is_suggested(desk: Desk, nation: str, suits: bool) -> None:
    desk.edit("content/policies/social-media/parts.yml", "In two parts", "For Northern Ireland, and Wales")
    desk.edit("content/policies/social-media/whole.yml", "The whole policy", "For schools in Wales")
    ended = desk.type("new", "school", "mill", answers=f"Mill Example School\n{nation}\nx\nprimary\n\n\n")
    assert "Which version of the social media policy do you want?" in ended.out
    assert ("Enter alone takes parts." in ended.out) is suits
    assert ("outline: parts" in desk.read("schools/mill/school.yml")) is suits


def test_a_suggested_outline_is_not_taken_where_nothing_is_asked(desk: Desk) -> None:
    desk.edit("content/policies/social-media/parts.yml", "In two parts", "For schools in Wales")
    flags = [word if word != "valley" else "none" for word in FLAGS]
    ended = desk.type("new", "school", *flags, "--no-input")
    assert ended.code == 2
    assert "--outline social-media=…" in ended.err and "parts: For schools in Wales" in ended.err


def test_another_answer_than_the_file_holds_is_no_silent_change(desk: Desk) -> None:
    assert desk.type("new", "school", *FLAGS, "--no-input", *TODAY).code == 0
    ended = desk.type("new", "school", "mill-example-school", "--phase", "nursery", "--no-input")
    assert ended.code == 2
    assert "stands in schools/mill-example-school/school.yml already" in ended.err


def test_a_hostile_name_is_kept_as_typed(desk: Desk) -> None:
    name = '<img src=x onerror=alert(1)> & "Sons" {{7*7}} #panic() *x*'
    answers = [name, "wales", "1", "2", "1", "1", "", ""]
    desk.type("new", "school", "mill", *TODAY, answers="\n".join(answers))
    assert read_workspace(desk.root)[0].schools["mill"].name == name


def test_a_school_file_with_faults_is_not_touched(desk: Desk) -> None:
    (desk.root / "schools/mill").mkdir()
    (desk.root / "schools/mill/school.yml").write_text("name: [\n", "utf-8")
    ended = desk.type("new", "school", "mill", "--no-input")
    assert ended.code == 1
    assert "schools/mill/school.yml:" in ended.out
    assert desk.read("schools/mill/school.yml") == "name: [\n"


@pytest.mark.parametrize("school", ["CON", "../../etc", "Hill", "assets", "a b", "groups"])
def test_a_bad_id_is_refused(desk: Desk, school: str) -> None:
    ended = desk.type("new", "school", school, *FLAGS, "--no-input")
    assert ended.code == 2
    assert f"“{school}”" in ended.err


def test_a_phase_is_no_type(desk: Desk) -> None:
    ended = desk.type("new", "school", answers="Mill Example School\nwales\nprimary\ncommunity\n")
    assert "“primary” is a phase, and has a question of its own." in ended.out
    assert "type: community\n" in desk.read(SCHOOL)


def test_a_group_of_another_nation_is_refused_with_the_reason(desk: Desk) -> None:
    flags = [word if word != "wales" else "england" for word in FLAGS]
    ended = desk.type("new", "school", *flags, "--no-input")
    assert ended.code == 2
    assert "Example Valley Council is for schools in Wales, and this school is in England." in ended.err
    assert not (desk.root / SCHOOL).exists()


@pytest.mark.parametrize(("option", "answer"), [("--nation", "cymru"), ("--phase", "big"), ("--type", "primary")])
def test_a_wrong_option_leaves_nothing_half_written(desk: Desk, option: str, answer: str) -> None:
    ended = desk.type("new", "school", *FLAGS, "--no-input", option, answer)
    assert ended.code == 2
    assert not (desk.root / "schools/mill-example-school").exists()


def test_an_answer_that_is_the_default_is_noted_and_not_written(desk: Desk) -> None:
    ended = desk.type(
        *("new", "school", *FLAGS, "--no-input", *TODAY, "--choice", "how-strict=friend-requests"),
        *("--value", "policies.safeguarding=safeguarding policy", "--outline", "social-media=parts"),
    )
    assert ended.code == 0, ended.said
    text = desk.read(SCHOOL)
    note = "# values:\n#   policies.safeguarding: safeguarding policy   # (the default, which the school follows)\n"
    assert note in text and text.index("how-strict") < text.index(note) < text.index("# More that can stand here")
    uncommented = text.replace(note, note.replace("# values", "values").replace("#   policies", "  policies"))
    assert read_yaml(uncommented, SCHOOL)[0].value["values"] == {"policies.safeguarding": "safeguarding policy"}
    school = read_workspace(desk.root)[0].schools["mill-example-school"]
    assert (dict(school.choices), dict(school.values), school.policies["social-media"].outline) == ({}, {}, None)
    shown = desk.type("values", "mill-example-school").out
    assert "policies.safeguarding\tsafeguarding policy\tExample Valley Council (default)" in shown
    again = desk.type("new", "school", "mill-example-school", "--no-input", "--choice", "how-strict=friend-requests")
    assert (again.code, desk.read(SCHOOL)) == (0, text), again.said


def test_contacts_are_asked_last_and_may_be_skipped(desk: Desk) -> None:
    words = ("new", "school", "mill-example-school", *FLAGS[:2], *FLAGS[4:], *TODAY)
    contact = ["Designated safeguarding person", "01632 960007", "", "2"]
    title = "  safeguarding.title: {type: text, question: Who?, example: x, blank: insert, default: {wales: designated "
    title += "safeguarding person, england: designated safeguarding lead}}\n"
    (desk.root / "content/variables.yml").write_text(VARIABLES + title, "utf-8")
    ended = desk.type(*words, answers="\n".join(["", "", *contact, "", ""]))
    assert ended.code == 0, ended.said
    assert "Who may see this contact?" in ended.out
    assert "    For example: Designated safeguarding person\n" in ended.out  # as the library calls it in that nation
    assert "For editions in Welsh, too, write `languages: [en, cy]` in" in ended.out
    assert "\nQuestion 1 of 2\n" in ended.out and "\nQuestion 2 of 2\n" in ended.out
    school = read_workspace(desk.root)[0].schools["mill-example-school"]
    (entry,) = school.contacts.entries
    assert (entry.role, entry.phone, entry.tell, entry.shown_to) == (
        "safeguarding",
        "01632 960007",
        True,
        ("staff", "parent"),
    )
    assert school.contacts.changed == "2026-11-20"
    assert "    tell: true\n" in desk.read(SCHOOL)
    before = desk.read(SCHOOL)
    again = desk.type("new", "school", "mill-example-school", *TODAY)
    assert (again.code, questions(again.out), desk.read(SCHOOL)) == (0, [], before)


def test_a_link_is_not_asked_when_its_name_was_left_out(desk: Desk) -> None:
    variables = VARIABLES + (
        "  tool.name: {type: text, optional: true, question: Which tool?, example: A tool, blank: insert}\n"
        '  tool.link: {type: link, optional: true, question: Where?, example: "https://x.example", blank: insert}\n'
    )
    (desk.root / "content/variables.yml").write_text(variables, "utf-8")
    site = SITE.replace("[school.website]", "[tool.name, tool.link]").replace("school.website", "tool.link")
    (desk.root / "content/clauses/papers/personal-site.md").write_text(site, "utf-8")
    ended = desk.type("new", "school", *FLAGS, *TODAY, answers="1\n\n")
    assert "Which tool?" in questions(ended.out)
    assert "Where?" not in questions(ended.out)


def test_a_list_is_shown_as_it_is_to_be_typed(desk: Desk) -> None:
    (desk.root / "content/variables.yml").write_text(
        VARIABLES.replace("example: [Code of conduct]", "example: [One, Two]"), "utf-8"
    )
    words = ("new", "school", *FLAGS, "--group", "none", "--outline", "social-media=whole", *TODAY)
    ended = desk.type(*words, answers="- Mine\n- Ours\n\n")
    assert "    For example:\n      One\n      Two\n" in ended.out
    assert "For example:\n  #  policies.related:\n  #    - One\n  #    - Two\n" in desk.read(SCHOOL)
    school = read_workspace(desk.root)[0].schools["mill-example-school"]
    assert school.values["policies.related"].value == ("Mine", "Ours")
    desk.edit("schools/hill/school.yml", "  policies.related: [Code of conduct, Complaints policy]\n", "")
    assert "  policies.related:\n    - One\n    - Two\n" in desk.type("values", "hill").err


# --- new workspace ------------------------------------------------------------------------------------------------


def test_a_new_workspace_holds_the_library_and_no_school(desk: Desk) -> None:
    ended = desk.type("new", "workspace", "ours")
    assert ended.code == 0, ended.said
    ours = desk.root / "ours"
    assert {"README.md", ".gitignore", "mkdocs.yml", "content"} == {entry.name for entry in ours.iterdir()}
    assert (ours / "content/schemas/school.schema.json").is_file()
    assert len(list((ours / "content/clauses").rglob("*.md"))) > 20
    style = (ours / "mkdocs.yml").read_text("utf-8")
    assert "docs_dir" not in style and "school-office.md" not in style
    ended = desk.type("check", *TODAY, where=ours)
    assert ended.code == 0, ended.said


def test_a_school_can_be_made_in_a_new_workspace(desk: Desk) -> None:
    desk.type("new", "workspace", "ours")
    flags = ("--nation", "england", "--type", "academy", "--phase", "secondary", "--no-input")
    ended = desk.type("new", "school", "--name", "Mill Example School", *flags, where=desk.root / "ours")
    assert ended.code == 2  # the library offers three policies
    assert "--policy" in ended.err
    more = (*flags, "--policy", "social-media")
    ended = desk.type("new", "school", "--name", "Mill Example School", *more, where=desk.root / "ours")
    assert ended.code == 2  # it offers several orders and needs details
    assert "--outline social-media=" in ended.err


def test_a_folder_that_holds_something_is_refused(desk: Desk) -> None:
    (desk.root / "ours").mkdir()
    (desk.root / "ours/letter.txt").write_text("Dear all", "utf-8")
    for folder in ("ours", "ours/letter.txt", "."):
        ended = desk.type("new", "workspace", folder)
        assert ended.code == 2
        assert "is not empty" in ended.err or "is a file" in ended.err
    assert [entry.name for entry in (desk.root / "ours").iterdir()] == ["letter.txt"]


def test_an_answer_that_cannot_go_on_with_its_sentence_is_asked_again() -> None:
    question = Question(("values", "slip.return_by"), "By when?", begins=("by", "within", "before"))
    assert question.fault("Friday 18 September") == "It goes on with a sentence: begin with “by” or “within”."
    assert [question.fault(answer) for answer in ("by Friday", "Before Friday")] == ["", ""]
