"""What is still to be made before sites can be put together: parts and looks, each told once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from generator.engines.front_skeleton import FrontLook
from generator.engines.looks import Look
from generator.engines.parts import TOP, Around, PartKey, Parts, Wanted, wanted_parts
from generator.engines.planning import INDEX, Plan
from generator.engines.skeletons import Skeletons
from generator.model.remembered import Remembered
from generator.render.web_blocks import Block, Group

AnyLook = Look | FrontLook


@dataclass(frozen=True, slots=True)
class Missing:
    """Parts and looks that are still to be made; what several miss is joined with `|`. False if nothing is missing."""

    parts: frozenset[Wanted] = frozenset()
    looks: frozenset[AnyLook] = frozenset()

    def __or__(self, other: Missing) -> Missing:
        return Missing(self.parts | other.parts, self.looks | other.looks)

    def __bool__(self) -> bool:
        return bool(self.parts or self.looks)


def all_missing(plan: Plan, wanted: Container[str] | None, parts: Parts, skeletons: Skeletons) -> Missing:
    """What is still to be made for those files of a site whose paths are `wanted`, or for all."""
    numbers = [*_numbers(plan, wanted)]
    needed = [want for number in numbers for block in plan.pages[number].blocks for want in wanted_parts(block)]
    return Missing(
        frozenset([want for want in needed if want.key not in parts.known]),
        frozenset([look for number in numbers if (look := plan.looks[number]) not in skeletons.known]),
    )


def _numbers(plan: Plan, wanted: Container[str] | None) -> Iterator[int]:
    """The pages of which the wanted files are made: a page of itself, the search index of all that are searched."""
    index = wanted is not None and INDEX in wanted
    for path, number in plan.files.items():
        if wanted is None or path in wanted or (index and plan.pages[number].searched):
            yield number


class Telling:
    """Tells what is missing, and each part and look once only, however many sites miss it."""

    def __init__(self, parts: Parts, skeletons: Skeletons) -> None:
        self._parts = parts
        self._skeletons = skeletons
        self._told: set[PartKey | Look] = set()
        self._seen: Remembered[tuple[int, Around], Block] = Remembered(4096)

    def missing(self, plan: Plan, wanted: Container[str] | None, front: Sequence[Block]) -> Missing:
        """What is missing for those files of a site whose paths are `wanted`, or for all, and was not told before.

        `front` are the blocks of the school's page at the front of its tree, as far as this site is named there.
        """
        parts: list[Wanted] = []
        looks: list[Look] = []
        for block in front:
            self._tell(block, TOP, parts)
        for number in _numbers(plan, wanted):
            look = plan.looks[number]
            if look not in self._skeletons.known and look not in self._told:
                looks.append(look)
                self._told.add(look)
            for block in plan.pages[number].blocks:
                self._tell(block, TOP, parts)
        return Missing(frozenset(parts), frozenset(looks))

    def _tell(self, block: Block, around: Around, parts: list[Wanted]) -> None:
        if isinstance(block, str):
            key = (around[0], block, around[1])
            if block and key not in self._parts.known and key not in self._told:
                self._told.add(key)
                parts.append(Wanted(block, around))
            return
        seen = (id(block), around)  # what is kept is the block itself, so that no other can have its id
        if seen in self._seen:
            return
        self._seen.keep(seen, block)
        if isinstance(block, Group):
            want = Wanted(block.frame, around)
            if want.key not in self._parts.known and want.key not in self._told:
                self._told.add(want.key)
                parts.append(want)
            around = want.inside
        for item in block.items if isinstance(block, Group) else block:
            self._tell(item, around, parts)
