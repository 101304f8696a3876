"""The press: print sources in, PDF bytes out. The only module that imports Typst, and only when it presses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from generator.engines.print_house import STANDARDS, PressError, PrintHouse
from generator.model.print_source import PrintSource

__all__ = ["Press", "PressError"]


class Press:
    """One warm Typst compiler. Make one for each worker process and use it from one thread only.

    `houses` are folders of print templates (`*.typ`), each laid over the ones before it; one that is not there counts
    as empty. Raises `PressError` for a template that imports a Typst package (it would come over the network), that
    cannot be read as text, or that is a link out of its folder.
    Typst is loaded and a temporary folder made with the first document. Use it as a context manager, or call `close`:
    the folder is removed then.
    """

    def __init__(self, *houses: Path) -> None:
        self._house = PrintHouse.read(*houses)
        self._desk: _Desk | None = None

    @property
    def fingerprint(self) -> str:
        """Of the templates, the fonts and Typst, hexadecimal: under it equal sources give equal bytes."""
        return self._house.fingerprint

    def press(self, source: PrintSource) -> bytes:
        """The PDF of `source`, PDF/A-2a and PDF/UA-1; raises `PressError`, also for what Typst only warns of."""
        desk = self._laid_out(source)
        when = datetime.fromisoformat(source.date).replace(tzinfo=UTC)
        try:
            pdf, warnings = desk.compiler.compile_with_warnings(
                input=str(desk.paper / source.template), format="pdf", pdf_standards=list(STANDARDS), timestamp=when
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
        desk = self._laid_out(source)
        try:
            pages = desk.compiler.compile(input=str(desk.paper / source.template), format="png", ppi=ppi)
        except BaseException as error:
            raise _refusal(source.name, error) from error
        return tuple(page for page in (pages if isinstance(pages, list) else [pages]) if page)

    def close(self) -> None:
        """Remove the temporary folder, if one was made."""
        if self._desk is not None:
            self._desk.folder.cleanup()
            self._desk = None

    def __enter__(self) -> Press:
        """The press itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _laid_out(self, source: PrintSource) -> _Desk:
        """The desk, with all of `source` on it and nothing of the document before."""
        if self._desk is None:
            self._desk = _Desk(self._house)
        self._desk.lay_out(source)
        return self._desk


class _Desk:
    """A temporary folder with the templates, the fonts and one document, and the compiler that reads it."""

    def __init__(self, house: PrintHouse) -> None:
        import typst

        self.folder = TemporaryDirectory(prefix="policypress-print-")
        self.paper = Path(self.folder.name, "paper")
        # The fonts in a folder of their own: beside other cuts, which file is taken is left to chance.
        fonts = Path(self.folder.name, "fonts")
        for place, files in ((self.paper, house.templates), (fonts, house.fonts)):
            place.mkdir()
            for name, content in files:
                (place / name).write_bytes(content)
        self._pictures: set[Path] = set()
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
        self.compiler = typst.Compiler(root=str(self.paper), font_paths=found, ignore_system_fonts=True)

    def lay_out(self, source: PrintSource) -> None:
        for picture in self._pictures:
            picture.unlink()
        self._pictures = {self.paper / name for name, _ in source.files}
        (self.paper / "content.json").write_text(source.content, encoding="utf-8")
        (self.paper / "values.json").write_text(source.values, encoding="utf-8")
        for name, content in source.files:
            (self.paper / name).write_bytes(content)


def _refusal(name: str, error: BaseException) -> BaseException:
    """What to raise for `error`: a panic of the compiler is no `Exception`, but only orders to end are handed on."""
    import typst

    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        return error
    if isinstance(error, typst.TypstError):
        return PressError(name, error.message, (*error.hints, *error.trace))
    return PressError(name, f"Typst failed ({' '.join(str(error).split())[:200] or type(error).__name__}).")
