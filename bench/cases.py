"""The commands that the one-school benchmark measures: ours, and the bare engines with the same input."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Job

ROOT = Path(__file__).resolve().parent.parent
SCHOOL = "forge"
POLICY = "social-media"
AUDIENCES = ("staff", "pupil", "parent")
TODAY = "2026-11-20"
CACHE = "POLICYPRESS_CACHE"
"""The variable that names the folder in which builds keep what they have made; without its content a build is cold."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a benchmark's input and output stand, in a temporary folder of its own."""

    root: Path

    @property
    def workspace(self) -> Path:
        """The policy folder: the sample schools and the library."""
        return self.root / "workspace"

    def project(self, audience: str) -> Path:
        """The plain MkDocs project of an audience."""
        return self.root / "plain" / audience

    @property
    def documents(self) -> Path:
        """Templates, fonts, and a folder for each document."""
        return self.root / "documents"

    @property
    def web(self) -> Path:
        """What bare MkDocs makes."""
        return self.root / "bare-web"

    @property
    def paper(self) -> Path:
        """What bare Typst makes."""
        return self.root / "bare-print"

    @property
    def ours(self) -> Path:
        """What `policypress build` makes."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """Where builds keep what they have made."""
        return self.root / "cache"

    def fill(self) -> None:
        """Copies the policy folder of this repository, so that its own cache is left alone."""
        for folder in ("content", "schools"):
            shutil.copytree(ROOT / folder, self.workspace / folder)
        shutil.copyfile(ROOT / "mkdocs.yml", self.workspace / "mkdocs.yml")


def policypress(*words: str) -> tuple[str, ...]:
    """A command of ours, by the program that users run."""
    return str(Path(sys.executable).with_name("policypress")), *words


def _job(name: str, places: Places, words: tuple[str, ...]) -> Job:
    return Job(name, words, ((CACHE, str(places.cache)),))


def ours(places: Places, *more: str) -> Job:
    """One school: three editions, web and all PDFs. Of its drafts alone, which are what the bare engines are given."""
    words = policypress("build", "--workspace", str(places.workspace), "--out", str(places.ours), "--today", TODAY)
    return _job("policypress build --school forge", places, (*words, "--school", SCHOOL, "--draft", *more))


def check(places: Places) -> Job:
    """Reads and checks the whole policy folder."""
    words = policypress("check", "--workspace", str(places.workspace), "--today", TODAY)
    return _job("policypress check", places, words)


def compose(places: Places, audience: str) -> Job:
    """Writes the plain project."""
    words = policypress("compose", SCHOOL, audience, "--policy", POLICY, "--out", str(places.project(audience)))
    return _job(f"compose {audience}", places, (*words, "--workspace", str(places.workspace), "--today", TODAY))


def stock_mkdocs(places: Places) -> list[Job]:
    """A stock `mkdocs build` for each of the plain projects, each a process."""
    mkdocs = str(Path(sys.executable).with_name("mkdocs"))
    build = (mkdocs, "build", "--strict", "--quiet")
    return [
        Job(
            f"mkdocs build, {audience}",
            (*build, "-f", str(places.project(audience) / "mkdocs.yml"), "-d", str(places.web / audience)),
        )
        for audience in AUDIENCES
    ]


def bare_web(places: Places) -> Job:
    """The same three projects in one process."""
    return Job("MkDocs, one process", (sys.executable, "-m", "bench.bare", "web", str(places.root)))


def bare_print(places: Places) -> Job:
    """The same documents in one process."""
    return Job("Typst, one process", (sys.executable, "-m", "bench.bare", "print", str(places.root)))


def preparation(places: Places) -> Job:
    """Writes the documents' JSON, templates and fonts where the bare process reads them."""
    return Job("prepare", (sys.executable, "-m", "bench.bare", "prepare", str(places.root)))


def built_files(places: Places) -> Iterator[tuple[str, int, int]]:
    """For each audience: its name, and the pages of the bare site and of ours. Ends the program when a PDF differs."""
    for audience in AUDIENCES:
        (mine,) = places.ours.glob(f"*/{SCHOOL}/{audience}")
        for pdf in (places.paper / SCHOOL / audience).glob("*.pdf"):
            if pdf.read_bytes() != (mine / "print" / pdf.name).read_bytes():
                raise SystemExit(f"{audience}/{pdf.name} is not what the bare engine makes of the same source.")
        yield audience, len(list((places.web / audience).rglob("*.html"))), len(list(mine.rglob("*.html")))
