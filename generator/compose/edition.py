"""Composes a closed edition."""

from __future__ import annotations

from dataclasses import replace

from generator.compose.inherit import settled_outline, translated_values
from generator.compose.results import ENGLISH_VALUE, Answers, Results
from generator.compose.selection import Selection, select
from generator.compose.translation import frame_sound, speaks
from generator.compose.written import WrittenSection, written_of
from generator.model.clause import Text
from generator.model.edition import Audience, Edition, SchoolProfile, Slip, Tell
from generator.model.languages import ENGLISH, INTERFACE, Language
from generator.model.library import Policy
from generator.model.schools import School
from generator.model.slips import SlipText
from generator.model.text import Runs
from generator.model.workspace import Workspace

FORMAT = 1


def compose(workspace: Workspace, school: School, policy_id: str, audience: Audience, blanks: bool = False) -> Edition:
    """The draft of one school's policy for one audience, from today's files, which `check` has found sound.

    With `blanks`, and for a template, details without a value are printed as labelled blanks.
    Raises ValueError for files that `check` would have refused.
    """
    return Composer(workspace, school, policy_id, blanks).edition(audience)


def profile_of(workspace: Workspace, school: School) -> SchoolProfile:
    """What identifies the school on pages and in lists."""
    group = workspace.groups.get(school.group)
    name = school.name or school.template_name or (f"{group.name} template" if group else f"{school.id} template")
    return SchoolProfile(
        id=school.id,
        name=name,
        short_name=school.short_name or name,
        nation=school.nation,
        phase=school.phase,
        type=school.type,
        group=school.group,
        group_name=group.name if group else "",
        demonstration=school.demonstration,
        template=school.template,
        brand=school.brand,
    )


class Composer:
    """Composes the editions of one school's policy, as `compose` does one; what audiences share is settled once."""

    def __init__(
        self,
        workspace: Workspace,
        school: School,
        policy_id: str,
        blanks: bool = False,
        language: Language = ENGLISH,
    ) -> None:
        selection = select(workspace, school, policy_id, blanks)
        if selection is None:
            named = settled_outline(workspace, school, policy_id)
            raise ValueError(f"{school.id} takes no outline of {policy_id}" + (f": {named.value}" if named else ""))
        self._selection = selection
        self._profile = profile_of(workspace, school)
        self._written = written_of(workspace.library, language)
        self._language: Language = language
        values = selection.values
        if language != ENGLISH:
            english = {f"{ENGLISH_VALUE}{name}": given for name, given in values.items()}
            values = {**translated_values(workspace, school, values, language), **english}
        self._answers = Answers(workspace.library.variables, values, blanks or school.template)
        self._policy = selection.policy if language == ENGLISH else _in_language(selection, language)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those that get the policy in this language."""
        return self._policy.audiences

    def edition(self, audience: Audience) -> Edition:
        """The edition for `audience`."""
        policy, results = self._policy, Results(self._answers)
        title = self._settled(policy.titles[audience], results)
        summary = self._settled(policy.summaries[audience], results)
        owner = self._settled(policy.owner, results)
        tell = self._tell(audience, results)
        sections = self._written.sections(self._selection.sections, audience, self._answers)
        for section in sections:
            results.ask(section.asked)
        slip = self._slip(policy.slips.get(audience), results)
        return Edition(
            format=FORMAT,
            language=self._language,
            audience=audience,
            policy=policy.id,
            outline=self._selection.outline.id,
            title=title,
            summary=summary,
            owner=owner,
            school=self._profile,
            sections=tuple(each.section for each in sections),
            results=results.table(),
            glossary=self._written.definitions(sections, audience),
            sources=self._written.cited(sections),
            tell=tell,
            slip=slip,
            blanks=results.blanks(),
            released=self._selection.outline.released,
            name=policy.edition_names.get(audience, ""),
            unchecked=not self._checked(sections, audience),
        )

    def _checked(self, sections: tuple[WrittenSection, ...], audience: Audience) -> bool:
        """Whether all of the edition is English, or a translation that says what the English does and is checked."""
        language, selection = self._language, self._selection
        return language == ENGLISH or (
            INTERFACE[language] is not None
            and frame_sound(selection.policy, selection.outline, audience, language)
            and self._written.checked(sections, self._profile.nation, audience)
        )

    def _settled(self, text: Text, results: Results) -> Runs:
        return results.settle(self._written.text(text.runs))

    def _tell(self, audience: Audience, results: Results) -> Tell:
        role = self._settled(self._policy.tell[audience], results)
        return Tell(role, self._written.helplines(self._profile.nation, audience))

    def _slip(self, text: SlipText | None, results: Results) -> Slip | None:
        if text is None:
            return None
        return Slip(
            statement=self._settled(text.statement, results),
            return_to=self._settled(text.return_to, results),
            return_by=self._settled(text.return_by, results),
            no_consequence=self._settled(text.no_consequence, results),
        )


def _in_language(selection: Selection, language: Language) -> Policy:
    """The policy with its texts in `language`, for those audiences for whom all around the clauses is translated."""
    policy, shared = selection.policy, selection.policy.translations.get(language)
    if shared is None:
        return replace(policy, audiences=())
    told = (who for who in policy.audiences if speaks(policy, selection.outline, who, language))
    return replace(
        policy,
        audiences=tuple(told),
        titles=shared.titles,
        owner=shared.owner,
        summaries=shared.summaries,
        tell=shared.tell,
        slips=shared.slips,
        edition_names=shared.edition_names,
    )
