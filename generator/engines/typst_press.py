"""The press: print sources in, PDF bytes out. The only module that imports Typst."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

import typst

from generator.engines.house import HouseError, check_place, read_file
from generator.formats.glyphs import font_files
from generator.model.print_source import PrintSource

_PACKAGE = re.compile(r'"@[^"/]+/')
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


class PressError(Exception):
    """A document could not be made. `str()` is one plain sentence; `details` says where, for whoever mends it."""

    def __init__(self, name: str, reason: str, details: tuple[str, ...] = ()) -> None:
        # All arguments are handed on, so that the error passes from a worker process to the one that waits for it.
        super().__init__(name, reason, details)
        self.details = details

    def __str__(self) -> str:
        return f"{self.args[0]} could not be printed: {self.args[1]}"


class Press:
    """One warm Typst compiler. Make one for each worker process and use it from one thread only.

    `houses` are folders of print templates (`*.typ`), each laid over the ones before it; one that is not there counts
    as empty. Raises `PressError` for a template that imports a Typst package (it would come over the network), that
    cannot be read as text, or that is a link out of its folder.
    Use it as a context manager, or call `close`: its temporary folder is removed then.
    """

    def __init__(self, *houses: Path) -> None:
        self._folder = TemporaryDirectory(prefix="policypress-print-")
        self._root = Path(self._folder.name)
        paper = self._root / "paper"
        paper.mkdir()
        for house in houses:
            for name, text in _templates(house):
                (paper / name).write_bytes(text)
        self._pictures: set[Path] = set()
        self._compiler = typst.Compiler(root=str(paper), font_paths=self._fonts(), ignore_system_fonts=True)

    def press(self, source: PrintSource) -> bytes:
        """The PDF of `source`, PDF/A-2a and PDF/UA-1; raises `PressError`, also for what Typst only warns of."""
        paper = self._root / "paper"
        self._lay_out(paper, source)
        when = datetime.fromisoformat(source.date).replace(tzinfo=UTC)
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                input=str(paper / source.template), format="pdf", pdf_standards=STANDARDS, timestamp=when
            )
        except BaseException as error:
            raise _refusal(source.name, error) from error
        if warnings:
            raise PressError(source.name, warnings[0].message, (*warnings[0].hints, *warnings[0].trace))
        if not isinstance(pdf, bytes):
            raise PressError(source.name, "Typst gave no PDF.")
        return pdf

    def pictures(self, source: PrintSource, ppi: float) -> tuple[bytes, ...]:
        """The pages of `source` as PNG files of `ppi` dots an inch, for the guide; raises `PressError`."""
        paper = self._root / "paper"
        self._lay_out(paper, source)
        try:
            pages = self._compiler.compile(input=str(paper / source.template), format="png", ppi=ppi)
        except BaseException as error:
            raise _refusal(source.name, error) from error
        return tuple(page for page in (pages if isinstance(pages, list) else [pages]) if page)

    def close(self) -> None:
        """Remove the temporary folder; the press cannot be used afterwards."""
        self._folder.cleanup()

    def __enter__(self) -> Press:
        """The press itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _lay_out(self, paper: Path, source: PrintSource) -> None:
        for picture in self._pictures:
            picture.unlink()
        self._pictures = {paper / name for name, _ in source.files}
        (paper / "content.json").write_text(source.content, encoding="utf-8")
        (paper / "values.json").write_text(source.values, encoding="utf-8")
        for name, content in source.files:
            (paper / name).write_bytes(content)

    def _fonts(self) -> typst.Fonts:
        """The print font's files in a folder of their own: beside other cuts, which file is taken is left to chance."""
        folder = self._root / "fonts"
        folder.mkdir()
        for file in font_files():
            shutil.copyfile(file, folder / file.name)
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _templates(house: Path) -> Iterator[tuple[str, bytes]]:
    """Name and text of each print template in `house`; raises PressError."""
    for template in sorted(house.glob("*.typ")):
        try:
            check_place(template, house)
            text = read_file(template, text=True)
        except HouseError as fault:
            raise PressError(template.name, f"{fault}.") from fault
        if _PACKAGE.search(text.decode()):
            raise PressError(template.name, "print templates may not use Typst packages.")
        yield template.name, text


def _refusal(name: str, error: BaseException) -> BaseException:
    """What to raise for `error`: a panic of the compiler is no `Exception`, but only orders to end are handed on."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        return error
    if isinstance(error, typst.TypstError):
        return PressError(name, error.message, (*error.hints, *error.trace))
    return PressError(name, f"Typst failed ({' '.join(str(error).split())[:200] or type(error).__name__}).")
