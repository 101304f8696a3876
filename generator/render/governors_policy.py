"""The pages of one policy in the governors' area: its versions and their comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from generator.compare import compare
from generator.formats.filters import uk_date
from generator.history.standing import in_force, published, righted, standing
from generator.model.edition import Edition
from generator.model.governing import AreaPage, Governed
from generator.model.versions import AdoptedVersion, Told
from generator.render.governors_html import Table, day, link, path, text
from generator.render.governors_pair import Pair, pair_body
from generator.render.governors_words import (
    AREA,
    DRAFT,
    NEW,
    TO_DRAFT,
    named,
    pair_folder,
    standing_words,
)


@dataclass(frozen=True, slots=True)
class PolicyArea:
    """The pages of a policy as on the ISO date `today`."""

    governed: Governed
    today: str
    _editions: dict[tuple[str, Told], Edition] = field(default_factory=dict, compare=False, repr=False)

    @property
    def _folder(self) -> str:
        return self.governed.policy

    @property
    def versions(self) -> tuple[AdoptedVersion, ...]:
        """The versions as their notes right them, the oldest first."""
        return tuple(righted(self.governed.history, each) for each in self.governed.versions)

    @property
    def held(self) -> AdoptedVersion | None:
        """The version in force, if there is one."""
        return in_force(self.governed.history, self.today)

    @property
    def has_new(self) -> bool:
        """Whether there is a page of what is new in the library: a version is in force, and there is a draft."""
        return self.held is not None and bool(self.governed.drafts)

    def pairs(self) -> Iterator[tuple[AdoptedVersion, AdoptedVersion | None]]:
        """Each two versions, the older first; then each version and today's draft."""
        yield from combinations(self.versions, 2)
        if self.governed.drafts:
            yield from ((version, None) for version in self.versions)

    def folder_of(self, old: AdoptedVersion, new: AdoptedVersion | None) -> str:
        """The folder of a comparison in the area."""
        return f"{self._folder}/{pair_folder(old.sealed.stem, new.sealed.stem if new else TO_DRAFT)}"

    def compared(self, old: AdoptedVersion, new: AdoptedVersion | None) -> AreaPage:
        """The page of a comparison."""
        title = self.governed.title
        said = f"{_short(old)} and {_short(new)}"
        body = (
            path([("../../", AREA), ("../", title)], said),
            f'<h1 id="top_">What changed: {text(title)}</h1>',
            f'<p class="pp-summary">{_short(old)} and {_short(new)[:1].lower()}{_short(new)[1:]}.</p>',
            pair_body(self._pair(old, new)),
        )
        return AreaPage(self.folder_of(old, new), f"{title}: {said}", "".join(body))

    def new_in_library(self, held: AdoptedVersion) -> AreaPage:
        """What the next meeting could adopt: today's draft, compared with the version in force."""
        title, name = self.governed.title, "New since the last adoption"
        pair = self._pair(held, None)
        asked = (
            "<p>There is nothing to adopt: today’s draft says what version "
            f"{held.number} says. Confirm it at its next review.</p>"
            if pair.is_empty
            else "<p>This is a proposal to the next meeting. Nothing of it holds before governors adopt it.</p>"
        )
        body = (
            path([("../../", AREA), ("../", title)], name),
            f'<h1 id="top_">{name}: {text(title)}</h1>',
            '<p class="pp-summary">What today’s draft would change in version '
            f"{text(held.number)}, which is in force.</p>",
            asked,
            pair_body(pair),
        )
        return AreaPage(f"{self._folder}/{NEW}", f"{title}: {name}", "".join(body))

    def _pair(self, old: AdoptedVersion, new: AdoptedVersion | None) -> Pair:
        before = {told: self._published(old, told) for told in old.editions}
        after = {told: self._published(new, told) for told in new.editions} if new else self.governed.drafts
        both = [told for told in after if told in before]
        return Pair(
            old,
            new,
            {told: compare(before[told], after[told]) for told in both},
            tuple(told for told in before if told not in after),
            tuple(told for told in after if told not in before),
        )

    def _published(self, version: AdoptedVersion, told: Told) -> Edition:
        """The same value each time: much of what is found out about it is known by that."""
        known = self._editions.get((version.number, told))
        if known is None:
            known = published(self.governed.history, version, told, self.today)
            assert known, "it is one of the version's own"
            self._editions[version.number, told] = known
        return known

    def first(self) -> AreaPage:
        """The first page of the policy: its versions, two lists to choose from, and a link to every comparison."""
        title = self.governed.title
        body = (
            path([("../", AREA)], title),
            f'<h1 id="top_">{text(title)}: versions and what changed</h1>',
            self._listed(),
            self._new_link(),
            '<h2 id="compare">Compare two review dates</h2>',
            self._choose() if len(self._texts()) > 1 else "<p>There is nothing yet to compare it with.</p>",
            self._all_pairs(),
        )
        return AreaPage(self._folder, f"{title}: versions and what changed", "".join(body))

    def _listed(self) -> str:
        rows = tuple(
            (
                link(f"{version.sealed.stem}/", f"Version {version.number}"),
                text(standing_words(standing(self.governed.history, version, self.today))),
                day(version.decision.on),
                text(version.decision.body) or "–",
                day(version.review) or "–",
            )
            for version in reversed(self.versions)
        )
        heads = ("Version", f"Status as at {uk_date(self.today)}", "Decided", "By", "Next review")
        return Table("All versions", heads, rows).html()

    def _new_link(self) -> str:
        if not self.has_new:
            return ""
        return f"<p>{link(f'{NEW}/', 'What is new in the library since the version in force')}</p>"

    def _texts(self) -> list[tuple[str, str]]:
        """What can be compared, the oldest first: the last word of its address, and its name."""
        found = [(version.sealed.stem, named(version)) for version in self.versions]
        return [*found, *([(TO_DRAFT, DRAFT)] if self.governed.drafts else [])]

    def _choose(self) -> str:
        """The form; the script that makes it lead to a page shows it."""
        texts = self._texts()
        first, second = max(0, len(texts) - 2), len(texts) - 1
        if self.governed.drafts and len(texts) > 2:
            first, second = first - 1, second - 1
        lists = (
            _list("old", "Before", texts, first),
            _list("new", "After", texts, second),
        )
        return (
            f'<form class="pp-choose" data-filter="pair" hidden><fieldset><legend>Choose two review dates</legend>'
            f'{"".join(lists)}</fieldset><p><button type="submit">Show what changed</button></p>'
            '<p class="pp-choose__count" role="status" data-words="Choose two different texts."></p></form>'
        )

    def _all_pairs(self) -> str:
        """A link to every comparison, by its newer text, the last one first."""
        found: dict[str, list[str]] = {}
        for old, new in self.pairs():
            where = f"{pair_folder(old.sealed.stem, new.sealed.stem if new else TO_DRAFT)}/"
            words = f"{_short(new)} compared with {_short(old)[:1].lower()}{_short(old)[1:]}"
            found.setdefault(named(new) if new else DRAFT, []).append(link(where, words))
        if not found:
            return ""
        parts = "".join(
            f"<h3>{text(name)}</h3><ul>{''.join(f'<li>{each}</li>' for each in reversed(links))}</ul>"
            for name, links in reversed(found.items())
        )
        number = sum(map(len, found.values()))
        return f'<details class="pp-pairs" open><summary>All comparisons ({number})</summary>{parts}</details>'


def _list(name: str, label: str, texts: list[tuple[str, str]], chosen: int) -> str:
    options = "".join(
        f'<option value="{stem}"{" selected" if at == chosen else ""}>{text(words)}</option>'
        for at, (stem, words) in enumerate(texts)
    )
    return (
        f'<p><label for="pp-{name}">{label}</label> <select id="pp-{name}" name="{name}" autocomplete="off">'
        f"{options}</select></p>"
    )


def _short(version: AdoptedVersion | None) -> str:
    return f"Version {version.number} ({uk_date(version.decision.on)})" if version else DRAFT
