"""Composes a closed edition."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compose.glossary import Glossary
from generator.compose.inherit import settled_outline
from generator.compose.results import Results
from generator.compose.selection import Chosen, ChosenSection, Selection, select
from generator.model.edition import (
    Audience,
    Edition,
    EditionClause,
    SchoolProfile,
    Section,
    Slip,
    SourceCited,
    Tell,
)
from generator.model.text import Runs
from generator.model.workspace import School, SlipText, Text, Workspace

FORMAT = 1


def compose(workspace: Workspace, school: School, policy_id: str, audience: Audience, blanks: bool = False) -> Edition:
    """The draft of one school's policy for one audience, from today's files, which `check` has found sound.

    With `blanks`, and for a template, details without a value are printed as labelled blanks.
    Raises ValueError for files that `check` would have refused.
    """
    selection = select(workspace, school, policy_id, blanks)
    if selection is None:
        named = settled_outline(workspace, school, policy_id)
        raise ValueError(f"{school.id} takes no outline of {policy_id}" + (f": {named.value}" if named else ""))
    return _Composer(workspace, school, audience, selection, blanks or school.template).edition()


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


class _Composer:
    def __init__(
        self, workspace: Workspace, school: School, audience: Audience, selection: Selection, blanks: bool
    ) -> None:
        self.workspace = workspace
        self.school = school
        self.audience: Audience = audience
        self.selection = selection
        self.results = Results(workspace.library.variables, selection.values, blanks)
        self.glossary = Glossary(workspace.library.glossary, audience)

    def edition(self) -> Edition:
        policy, audience = self.selection.policy, self.audience
        title = self._settled(policy.titles[audience])
        summary = self._settled(policy.summaries[audience])
        owner = self._settled(policy.owner)
        tell = self._tell()
        sections = self._sections()
        slip = self._slip(policy.slips)
        return Edition(
            format=FORMAT,
            language="en",
            audience=audience,
            policy=policy.id,
            outline=self.selection.outline.id,
            title=title,
            summary=summary,
            owner=owner,
            school=profile_of(self.workspace, self.school),
            sections=sections,
            results=self.results.table(),
            glossary=self.glossary.definitions(),
            sources=self._sources(sections),
            tell=tell,
            slip=slip,
            blanks=self.results.blanks(),
            released=self.selection.outline.released,
        )

    def _settled(self, text: Text) -> Runs:
        return self.results.settle(text.runs)

    def _tell(self) -> Tell:
        nation, audience = self.school.nation, self.audience
        lines = tuple(
            line.helpline
            for line in self.workspace.library.helplines
            if nation in line.nations and audience in line.audiences
        )
        return Tell(self._settled(self.selection.policy.tell[audience]), lines)

    def _slip(self, slips: Mapping[Audience, SlipText]) -> Slip | None:
        text = slips.get(self.audience)
        if text is None:
            return None
        return Slip(
            statement=self._settled(text.statement),
            return_to=self._settled(text.return_to),
            return_by=self._settled(text.return_by),
            no_consequence=self._settled(text.no_consequence),
        )

    def _sections(self) -> tuple[Section, ...]:
        """Sections that hold a clause for this audience, numbered 1, 2, … and annexes A, B, …."""
        sections: list[Section] = []
        count = {False: 0, True: 0}
        for chosen in self.selection.sections:
            held = [clause for clause in chosen.clauses if clause.body_for(self.audience) is not None]
            if held:
                annex = chosen.section.annex
                count[annex] += 1
                number = annex_letter(count[annex]) if annex else str(count[annex])
                sections.append(self._section(chosen, held, number))
        return tuple(sections)

    def _section(self, chosen: ChosenSection, held: list[Chosen], number: str) -> Section:
        seen: set[str] = set()
        title = self._settled(chosen.section.titles[self.audience])
        clauses = tuple(self._clause(clause, f"{number}.{n}", seen) for n, clause in enumerate(held, start=1))
        return Section(chosen.section.id, number, title, clauses, chosen.section.annex)

    def _clause(self, chosen: Chosen, number: str, seen: set[str]) -> EditionClause:
        worded, title = chosen.body_for(self.audience), chosen.title_for(self.audience)
        if worded is None or title is None:
            raise ValueError(f"{chosen.clause.id} has no wording or no title for the {self.audience} edition")
        body, origin = worded
        return EditionClause(
            id=chosen.clause.id,
            number=number,
            title=self._settled(title),
            body=self.glossary.marked(self._settled(body), seen),
            origin=origin,
            strength=chosen.clause.strength,
            sources=chosen.clause.cited[self.audience],
        )

    def _sources(self, sections: tuple[Section, ...]) -> tuple[SourceCited, ...]:
        cited = dict.fromkeys(name for section in sections for clause in section.clauses for name in clause.sources)
        known = self.workspace.library.sources
        return tuple(
            SourceCited(name, known[name].title, known[name].link, known[name].checked_on)
            for name in cited
            if name in known
        )


def annex_letter(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
