"""The house style of a policy folder as the engines take it: who puts websites together, and who prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.engines.assemble import Assembler
from generator.engines.house import read_house
from generator.engines.kept import kept_json, read_kept
from generator.engines.pressed import CachedPress
from generator.house_templates import house_folder, laid_over
from generator.pipeline.inputs import program, read_style, together
from generator.store import Store

PARTS = "parts"
"""The shelf of the store with what websites are put together from, under the digest of the house style."""


@dataclass(frozen=True, slots=True)
class Style:
    """Digests: of our program, and of it together with a policy folder's templates and mkdocs.yml as last read.

    What is made in a style is kept under `digest`; with "" nothing is kept.
    """

    program: str
    digest: str

    @classmethod
    def of(cls, root: Path) -> Style:
        """That of the policy folder `root` as it stands now."""
        return cls(program(), _digest(program(), root))


def assembler_for(root: Path, house: Mapping[str, object], store: Store, style: Style) -> tuple[Assembler, Style]:
    """Who puts websites together in the style of the policy folder `root`, with what is kept of earlier commands.

    `house` is its mkdocs.yml, read after `style`. That comes back, without its digest if templates have changed since:
    what is made with them belongs under another. Raises HouseError for templates that cannot be used.
    """
    templates = read_house(laid_over(root, "web"), house)
    own = _has_own_templates(root)
    if _digest(style.program, root) != style.digest:
        style = replace(style, digest="")
    assembler = Assembler(templates, own, fingerprint=style.digest)
    kept = store.get(PARTS, style.digest) if style.digest else None
    if kept is not None:
        assembler.learn(read_kept(kept))
    return assembler, style


def keep_parts(assembler: Assembler, store: Store, style: Style) -> None:
    """Keeps what `assembler` has learned for later commands."""
    if style.digest:
        store.put(PARTS, style.digest, kept_json(assembler.keep()))


def press_for(root: Path, store: Store) -> CachedPress:
    """Who prints in the style of the policy folder `root`; raises PressError for templates that cannot be used."""
    return CachedPress(store, *laid_over(root, "print"))


def front_title(house: Mapping[str, object]) -> str:
    """The heading over the list of schools that mkdocs.yml states, "" for ours."""
    extra = house.get("extra")
    title = extra.get("front_title") if isinstance(extra, dict) else ""
    return title.strip() if isinstance(title, str) else ""


def _has_own_templates(root: Path) -> bool:
    own = root / "overrides" / "web"
    is_ours = (root / "overrides").resolve() == house_folder().resolve()
    return not is_ours and any(file.is_file() and not file.name.startswith(".") for file in own.rglob("*"))


def _digest(program: str, root: Path) -> str:
    return together((program, read_style(root)))
