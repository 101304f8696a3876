"""Making a school by questions: what is known goes into its file at once, what is not is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.answers import NONE, Key, fitting
from generator.cli.owing import begun_school, missing_stop, must_be_given
from generator.cli.screen import say, show_problems
from generator.cli.stop import Stop

if TYPE_CHECKING:
    import datetime

    from generator.authoring.question import Question
    from generator.model.library import Value
    from generator.model.schools import School
    from generator.model.workspace import Workspace


class Making:
    """One school's file on its way; `kept` counts the answers that this run wrote."""

    def __init__(self, root: Path, school_id: str, answers: Mapping[Key, Value], silent: bool) -> None:
        """`school_id` is "" when not even a name is known.

        `answers` came as options and are used before anything is asked; when `silent`, nothing is asked.
        """
        self.root = root
        self.school_id = school_id
        self.path = f"schools/{school_id}/school.yml"
        self.kept = 0
        self._given = dict(answers)
        self._silent = silent
        self._greeted = False
        self._asked = 0
        self._text = self._read()

    def profile(self) -> None:
        """Name, nation, type, phase, group and policies, as far as the file does not say them."""
        from generator.authoring.profile_questions import group_question, profile_questions, short_name_question
        from generator.authoring.school_file import told
        from generator.library import read_workspace

        workspace, _ = read_workspace(self.root)
        self._refuse_wrong(workspace)
        while questions := profile_questions(workspace, told(self._text)):
            question = self._next(workspace, questions)
            self._keep(question, self._answer(question))
        for question in (short_name_question(), group_question(workspace, told(self._text))):
            if question.at in self._given and question.name not in told(self._text):
                self._keep(question, self._answer(question))

    def policies(self) -> None:
        """Outlines, choices and details, as far as the school, its group and the library leave them open."""
        workspace, school = self._whole()
        school = self._keep_given(workspace, school)
        while questions := self._open(workspace, school):
            question = self._next(workspace, questions, school)
            school = self._settle(workspace, school, question, self._answer(question, len(questions)))
        self._refuse_unused()

    @property
    def may_be_welsh(self) -> bool:
        """Whether the school is in Wales and its file says nothing about languages."""
        from generator.authoring.school_file import told

        said = told(self._text)
        return said.get("nation") == "wales" and "languages" not in said

    def contacts(self, today: datetime.date) -> None:
        """Whom to tell and the office, when somebody is there to be asked; both may be skipped."""
        from generator.authoring.contact_questions import CONTACTS, contact_entry
        from generator.authoring.school_file import contact_is_open, with_contact, without_contact
        from generator.cli.asking import AnswersEnded
        from generator.cli.asking_contacts import ask_contact

        for asked in CONTACTS:
            if self._silent or not contact_is_open(self._text, asked.role):
                continue
            try:
                answers = ask_contact(asked, *self._whole())
            except AnswersEnded:
                return  # the school is complete without
            if answers:
                self._write(with_contact(self._text, contact_entry(asked, answers), today))
            else:
                self._write(without_contact(self._text, asked.role))

    def _refuse_wrong(self, workspace: Workspace) -> None:
        """Ends the command when an option about the profile will not do, before anything is written."""
        from generator.authoring.profile_questions import group_question, profile_questions
        from generator.authoring.school_file import told

        said = dict(told(self._text))
        given: dict[Key, Value] = {at: answer for at, answer in self._given.items() if len(at) == 1}
        while questions := [q for q in profile_questions(workspace, said) if q.at in given]:
            said[questions[0].name] = fitting(questions[0], given.pop(questions[0].at))
        group = group_question(workspace, said)
        if group.at in given and group.name not in said and "nation" in said:
            fitting(group, given[group.at])

    def _open(self, workspace: Workspace, school: School) -> tuple[Question, ...]:
        from generator.authoring.policy_questions import policy_questions
        from generator.authoring.school_file import asked_already, declined

        questions = policy_questions(workspace, school, declined(self._text))
        return tuple(question for question in questions if not asked_already(self._text, question))

    def _settle(self, workspace: Workspace, school: School, question: Question, answer: Value) -> School:
        """Keeps an answer; one that the school has anyway only as a comment. Gives the school with it."""
        from generator.authoring.policy_questions import inherited
        from generator.authoring.school_file import answered, asked_already, with_default

        if not answer or answer != inherited(workspace, school, question):
            self._keep(question, answer)
            return answered(school, question, answer)
        if not asked_already(self._text, question):
            self._write(with_default(self._text, question, answer))
        return school

    def _read(self) -> str:
        """The file's text; "" for a school that is quite new."""
        from generator.authoring.change import read_file
        from generator.cli.frame import or_stop
        from generator.formats.yaml_text import read_yaml

        if not self.school_id or not (self.root / self.path).exists():
            return ""
        text = or_stop(read_file(self.root, self.path))
        _, problems = read_yaml(text, self.path)
        if problems:
            show_problems(problems)
            raise Stop(f"{self.path} has faults, so nothing can be added to it.", "Mend it first.", code=1)
        return text

    def _whole(self) -> tuple[Workspace, School]:
        """The folder and the school, once its profile is complete."""
        from generator.library import read_workspace

        workspace, problems = read_workspace(self.root)
        if self.school_id not in workspace.schools:
            show_problems(problem for problem in problems if problem.where.path == self.path)
            raise Stop(f"{self.path} has faults, so no more can be asked yet.", "Mend them first.", code=1)
        return workspace, workspace.schools[self.school_id]

    def _keep_given(self, workspace: Workspace, school: School) -> School:
        """Writes what options give, asked or not; what the file says already must be the same."""
        from generator.authoring.policy_questions import question_at
        from generator.cli.frame import or_stop

        for at in [at for at in self._given if at[1:]]:
            question = or_stop(question_at(workspace, school, at))
            if self._said(at) is None:
                school = self._settle(workspace, school, question, self._answer(question))
            elif self._said(at) == fitting(question, self._given[at]):
                del self._given[at]
        return school

    def _answer(self, question: Question, left: int = 0) -> Value:
        """From the options, or the only one there is, or asked, one of so many that are `left`."""
        from generator.cli.asking import AnswersEnded, ask

        if question.at in self._given:
            return fitting(question, self._given.pop(question.at))
        if self._silent or (question.default and len(question.options) == 1):
            return question.default
        if not self._greeted:
            say(f"Answers are kept in {self.path} as you give them. Ctrl-C stops; the same command goes on.")
            self._greeted = True
        self._asked += left > 0
        try:
            return ask(question, f"Question {self._asked} of {self._asked + left - 1}" if left else "")
        except AnswersEnded as ended:
            raise AnswersEnded(
                ended.message, f"What was answered is kept: `policypress new school {self.school_id}` goes on."
            ) from None

    def _keep(self, question: Question, answer: Value) -> None:
        """Into the text and at once to the disk."""
        from generator.authoring.school_file import begun, with_answer

        text = self._text
        self._write(with_answer(text, question, answer) if text else begun(self.school_id, str(answer)))

    def _write(self, text: str) -> None:
        from generator.authoring.change import Change, write

        self._text = text
        write(self.root, Change(((self.path, self._text),), ""))
        self.kept += 1

    def _next(self, workspace: Workspace, questions: tuple[Question, ...], school: School | None = None) -> Question:
        """The question to be answered now; when nothing may be asked, one whose answer is known, or the end."""
        if not self._silent:
            return questions[0]
        given = [q for q in questions if q.at in self._given]
        if given and (self._text or given[0].name == "name"):
            return given[0]
        if missing := [q for q in questions if q not in given and must_be_given(q)]:
            raise self._missing(workspace, missing, school)
        return questions[0]

    def _missing(self, workspace: Workspace, questions: Sequence[Question], school: School | None) -> Stop:
        """The end, with everything that is known to be missing; `school` is None while its profile has gaps."""
        from generator.authoring.school_file import told

        if school is not None:
            return missing_stop(workspace, school, (), self._text)
        said = {**told(self._text), **{at[0]: answer for at, answer in self._given.items() if not at[1:]}}
        if said.get("group") == NONE:
            said["group"] = ""
        if "policies" not in said and len(workspace.library.policies) == 1:
            said["policies"] = tuple(workspace.library.policies)
        given = {at: answer for at, answer in self._given.items() if at[1:]}
        return missing_stop(workspace, begun_school(workspace, self.school_id, said, given), questions, self._text)

    def _refuse_unused(self) -> None:
        """An option that answers what the file says otherwise is a slip that must not go unseen."""
        from generator.authoring.school_file import told

        said = told(self._text)
        for at, given in self._given.items():
            if not (len(at) == 1 and _same(said.get(at[0]), given)):
                raise Stop(
                    f"{'.'.join(at[1:] or at)} stands in {self.path} already, with another answer.",
                    "Change it there if it is wrong.",
                )

    def _said(self, at: Key) -> Value | None:
        """What the file says at these keys, or None."""
        from generator.authoring.school_file import told

        inside: object = told(self._text)
        for key in at:
            inside = inside.get(key) if isinstance(inside, dict) else None
        return inside if isinstance(inside, str) else tuple(inside) if isinstance(inside, list) else None


def _same(said: object, given: Value) -> bool:
    if isinstance(said, dict):
        return set(said) == set(given if isinstance(given, tuple) else (given,))
    return said == given or (said is None and given == "none")
