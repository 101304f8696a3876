"""LibreOffice opens the Word file of a pack: `make office`, on a schedule, as no test of every day needs an office."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from commanding import Desk
from miniature import lay_out
from test_pack import BE_KIND, PACK, adopted, changed


def test_the_word_file_opens_and_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both texts are in the print: what comes is underlined there, what goes is struck out."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "install LibreOffice Writer first"
    desk = Desk(lay_out("", tmp_path / "folder"), monkeypatch, capsys)
    adopted(desk)
    changed(desk)
    desk.edit(BE_KIND, "Kindness counts.", "Kindness always counts.")
    assert desk.type(*PACK).code == 0
    word = desk.root / "packs/example-2026-11-30-pack.docx"
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    asked = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(word)]
    subprocess.run(asked, check=True, capture_output=True, timeout=300)
    pages = pypdf.PdfReader(io.BytesIO((tmp_path / word.with_suffix(".pdf").name).read_bytes())).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in ("1.1", "Be kind always", "Kindness always counts.", "must be kind", "End of: Kindness policy"):
        assert words in said
    code = next((desk.root / "schools/example/proposed").iterdir()).stem
    assert all(code in page.extract_text() for page in pages)
