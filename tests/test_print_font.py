"""The print font has what our schools write, and we know what it lacks."""

from __future__ import annotations

import pytest

from generator.engines.typst_press import Press, PressError
from generator.formats.glyphs import font_files, missing_characters, printable
from generator.model.print_source import PrintSource


@pytest.mark.parametrize(
    "text",
    [
        "Ysgol Tŷ Gŵyr, Ŵŵ Ŷŷ âêîôû",
        "ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ",
        "“so” ‘this’ – and — that… • £ €",
        "☐ ✓ →",
        "Ελληνικά, Русский",
    ],
)
def test_what_schools_write_can_be_printed(text: str) -> None:
    assert missing_characters(text) == ()


def test_names_each_missing_character_once() -> None:
    assert missing_characters("a😀b中😀\nع\t") == ("😀", "中", "ع")


@pytest.mark.parametrize("sign", [*"ŵłЖΩ☐✓→ế€", *"😀中עਗ✂☎𝒜"])
def test_the_press_agrees(sign: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    house = tmp_path_factory.mktemp("house")
    lines = [
        '#set document(title: "x")',
        '#set text(font: "Source Sans Pro", fallback: false, lang: "en")',
        f"= A {sign}",
    ]
    (house / "sign.typ").write_text("\n".join(lines), encoding="utf-8")
    with Press(house) as press:
        source = PrintSource("sign.pdf", "sign.typ", "{}", "{}", (), "2026-11-20")
        if ord(sign) in printable():
            assert press.press(source)
        else:
            with pytest.raises(PressError):
                press.press(source)


def test_the_font_is_a_package() -> None:
    assert {file.suffix for file in font_files()} == {".ttf"}
