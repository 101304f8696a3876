"""Composes a closed edition."""

from __future__ import annotations

from generator.compose.inherit import settled_outline
from generator.compose.results import Answers, Results
from generator.compose.selection import select
from generator.compose.written import annex_letter, written_of
from generator.model.clause import Text
from generator.model.edition import Audience, Edition, SchoolProfile, Slip, Tell
from generator.model.library import SlipText
from generator.model.schools import School
from generator.model.text import Runs
from generator.model.workspace import Workspace

__all__ = ["Composer", "annex_letter", "compose", "profile_of"]

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

    def __init__(self, workspace: Workspace, school: School, policy_id: str, blanks: bool = False) -> None:
        selection = select(workspace, school, policy_id, blanks)
        if selection is None:
            named = settled_outline(workspace, school, policy_id)
            raise ValueError(f"{school.id} takes no outline of {policy_id}" + (f": {named.value}" if named else ""))
        self._selection = selection
        self._profile = profile_of(workspace, school)
        self._written = written_of(workspace.library)
        self._answers = Answers(workspace.library.variables, selection.values, blanks or school.template)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those that get the policy."""
        return self._selection.policy.audiences

    def edition(self, audience: Audience) -> Edition:
        """The edition for `audience`."""
        policy, results = self._selection.policy, Results(self._answers)
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
            language="en",
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
        )

    def _settled(self, text: Text, results: Results) -> Runs:
        return results.settle(self._written.text(text.runs))

    def _tell(self, audience: Audience, results: Results) -> Tell:
        role = self._settled(self._selection.policy.tell[audience], results)
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
