"""What was pressed is kept: under a key that says what it was made from, and never returned damaged."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import print_editions
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from print_reading import CASES, HOUSE, press

from generator.engines.pressed import SHELF, CachedPress
from generator.engines.print_house import PrintHouse, print_key
from generator.engines.typst_press import Press
from generator.formats import glyphs
from generator.model.print_source import PrintSource
from generator.render.print_source import print_documents
from generator.store import Store

SHORT = CASES["pupil draft"]
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


@cache
def slip() -> PrintSource:
    return print_documents(print_editions.site(SHORT, logo=LOGO))[-1]


def test_from_the_store_come_the_pressed_bytes(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with CachedPress(store, HOUSE) as first:
        made = first.press(slip())
        assert store.get(SHELF, first.key(slip())) == made == press().press(slip())
    with CachedPress(Store(tmp_path / "store"), HOUSE) as second:
        assert second.press(slip()) == made


def test_what_is_kept_needs_no_typst_and_no_folder(tmp_path: Path) -> None:
    with CachedPress(Store(tmp_path / "store"), HOUSE) as own:
        store, key = Store(tmp_path / "store"), own.key(slip())
    store.put(SHELF, key, b"%PDF-1.7 kept %%EOF")
    program = (
        "import sys, tempfile, pickle; from pathlib import Path\n"
        "from generator.engines.pressed import CachedPress; from generator.store import Store\n"
        "tempfile.TemporaryDirectory = None\n"
        "source = pickle.load(sys.stdin.buffer)\n"
        f"with CachedPress(Store(Path({str(tmp_path / 'store')!r})), Path({str(HOUSE)!r})) as own:\n"
        "    assert own.press(source) == b'%PDF-1.7 kept %%EOF'\n"
        "assert 'typst' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], input=pickle.dumps(slip()), check=True)


@pytest.mark.parametrize("kept", [b"", b"%PDF-", b"no page at all %%EOF", b"%PDF-1.7 torn"])
def test_what_is_no_whole_pdf_is_pressed_again(kept: bytes, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with CachedPress(store, HOUSE) as own:
        store.put(SHELF, own.key(slip()), kept)
        assert own.press(slip()) == press().press(slip())
        assert store.get(SHELF, own.key(slip())) == press().press(slip())


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_damaged_file_is_pressed_again(at: int, tmp_path: Path) -> None:
    with CachedPress(Store(tmp_path / "store"), HOUSE) as own:
        made, key = own.press(slip()), own.key(slip())
        (file,) = (path for path in (tmp_path / "store" / SHELF).rglob("*") if path.is_file())
        content = bytearray(file.read_bytes())
        content[at] ^= 1
        file.write_bytes(content)
        assert own.press(slip()) == made
        assert Store(tmp_path / "store").get(SHELF, key) == made


_parts = st.sampled_from(["template", "content", "values", "date"])


@given(part=_parts, at=st.integers(0, 10**6), sign=st.characters(codec="utf-8"))
@settings(deadline=None)
def test_whatever_changes_in_a_source_changes_its_key(part: str, at: int, sign: str) -> None:
    text = getattr(slip(), part)
    at %= len(text) + 1
    for other in (f"{text[:at]}{sign}{text[at:]}", f"{text[:at]}{text[at + 1 :]}"):
        changed = replace(slip(), **{part: other})
        assert (print_key(changed, "f") == print_key(slip(), "f")) == (other == text)


@given(index=st.integers(0, 10**6), at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_whatever_changes_in_a_picture_changes_the_key(index: int, at: int, bit: int) -> None:
    files = list(slip().files)
    name, content = files[index % len(files)]
    turned = bytearray(content)
    turned[at % len(content)] ^= 1 << bit
    files[index % len(files)] = (name, bytes(turned))
    assert print_key(replace(slip(), files=tuple(files)), "f") != print_key(slip(), "f")


_files = st.lists(st.tuples(st.text(max_size=3), st.binary(max_size=3)), max_size=3).map(tuple)
_sources = st.builds(
    PrintSource,
    st.just("x.pdf"),
    st.text(max_size=3),
    st.text(max_size=3),
    st.text(max_size=3),
    _files,
    st.text("12;:"),
)


@given(_sources, _sources)
def test_equal_keys_mean_equal_sources(one: PrintSource, other: PrintSource) -> None:
    assert (print_key(one, "f") == print_key(other, "f")) == (one == other)


def test_layout_colour_and_language_have_keys_of_their_own() -> None:
    site = print_editions.site(SHORT)
    brand = replace(SHORT.school.brand, colour="#123456")
    coloured = print_editions.site(replace(SHORT, school=replace(SHORT.school, brand=brand)))
    documents = (*print_documents(site), *print_documents(coloured))
    assert len({print_key(document, "f") for document in documents}) == len(documents)


def test_a_changed_template_changes_the_fingerprint(tmp_path: Path) -> None:
    assert PrintHouse.read(HOUSE).fingerprint == PrintHouse.read(HOUSE, tmp_path).fingerprint
    (tmp_path / "slip.typ").write_bytes((HOUSE / "slip.typ").read_bytes())
    assert PrintHouse.read(HOUSE, tmp_path).fingerprint == PrintHouse.read(HOUSE).fingerprint
    (tmp_path / "slip.typ").write_bytes((HOUSE / "slip.typ").read_bytes() + b"\n")
    assert PrintHouse.read(HOUSE, tmp_path).fingerprint != PrintHouse.read(HOUSE).fingerprint


def test_a_changed_font_changes_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = PrintHouse.read(HOUSE).fingerprint
    for file in glyphs.font_files():
        (tmp_path / file.name).write_bytes(file.read_bytes() + b"\0")
    changed = tuple(tmp_path / file.name for file in glyphs.font_files())
    monkeypatch.setattr("generator.engines.print_house.font_files", lambda: changed)
    assert PrintHouse.read(HOUSE).fingerprint != before


def test_another_typst_changes_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = PrintHouse.read(HOUSE).fingerprint
    monkeypatch.setattr("importlib.metadata.version", lambda name: "999")
    assert PrintHouse.read(HOUSE).fingerprint != before


@cache
def _documents() -> tuple[PrintSource, ...]:
    """Documents of a few schools: the same text with other values, a clause more or less, other layouts."""
    found: list[PrintSource] = []
    for number, sections in enumerate((1, 1, 2)):
        edition = print_editions.edition("pupil", sections=sections)
        first = edition.sections[0]
        if number == 1:
            edition = replace(edition, sections=(replace(first, clauses=first.clauses[1:]), *edition.sections[1:]))
        school = replace(edition.school, name=f"School {number}")
        found += print_documents(print_editions.site(replace(edition, school=school)))
    return tuple(found)


@cache
def _alone(index: int) -> bytes:
    """A document by a Typst that has never pressed another, in a process of its own."""
    program = (
        "import sys, pickle; from pathlib import Path; from generator.engines.typst_press import Press\n"
        f"press = Press(Path({str(HOUSE)!r}))\n"
        "sys.stdout.buffer.write(press.press(pickle.load(sys.stdin.buffer))); press.close()\n"
    )
    source = pickle.dumps(_documents()[index])
    return subprocess.run([sys.executable, "-c", program], input=source, check=True, stdout=subprocess.PIPE).stdout


@given(st.permutations(range(9)))
@settings(max_examples=5, deadline=None)
def test_the_order_of_documents_changes_no_byte(order: list[int]) -> None:
    with Press(HOUSE) as own:
        for index in order:
            assert own.press(_documents()[index]) == _alone(index)
