"""House templates that cannot be used: a problem that names the file, and nothing of the computer is published."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hill import TODAY, lay

from generator.engines.typst_press import Press, PressError
from generator.model.print_source import PrintSource
from generator.pipeline.build import build
from generator.pipeline.order import BuildOrder

HOUSE = Path(__file__).resolve().parent.parent / "overrides"


def said(root: Path, jobs: int = 1) -> str:
    report = build(BuildOrder(root, root / "site", TODAY, jobs=jobs))
    assert not report.published
    assert [problem.code for problem in report.problems] == ["house-style-broken"]
    return report.problems[0].message


@pytest.mark.skipif(os.name == "nt", reason="Windows grants links to few")
@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("overrides/web/assets/leak.txt", "secret.txt"),
        ("overrides/web/assets/leak", ""),
        ("overrides/web", "house"),
        ("overrides/web/assets/gone.txt", "gone.txt"),
        ("overrides/print/leak.typ", "secret.txt"),
        ("overrides/print", "house"),
    ],
)
def test_a_link_out_of_the_house_is_refused(tmp_path: Path, link: str, target: str) -> None:
    outside = tmp_path / "outside"
    (outside / "house").mkdir(parents=True)
    (outside / "secret.txt").write_text("#let secret = 1")
    (outside / "house/a.typ").write_text("#let secret = 1")
    root = lay(tmp_path / "folder")
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(outside / target)
    assert "link that leads out of its folder" in said(root)


@pytest.mark.parametrize("path", ["overrides/web/main.html", "overrides/print/shared.typ"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_that_is_not_in_utf_8_is_named(tmp_path: Path, path: str, jobs: int) -> None:
    root = lay(tmp_path)
    (root / path).parent.mkdir(parents=True)
    (root / path).write_bytes("// café".encode("latin-1"))
    message = said(root, jobs)
    assert path in message and "UTF-8" in message


@pytest.mark.parametrize("path", ["overrides/web/main.html", "overrides/print/x.typ"])
def test_a_folder_in_the_place_of_a_template_is_named(tmp_path: Path, path: str) -> None:
    root = lay(tmp_path)
    (root / path).mkdir(parents=True)
    assert path in said(root)


class Panic(BaseException):
    """As the compiler raises when it fails itself."""


class Failing:
    """A compiler that fails."""

    def __init__(self, fault: BaseException) -> None:
        self.fault = fault

    def compile_with_warnings(self, **_: object) -> None:
        raise self.fault

    compile = compile_with_warnings


@pytest.mark.parametrize(("fault", "seen"), [(Panic("oh"), PressError), (KeyboardInterrupt(), KeyboardInterrupt)])
def test_a_panic_of_the_press_is_its_error(
    fault: BaseException, seen: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = PrintSource("own.pdf", "policy.typ", "{}", "{}", (), "2026-11-20")
    monkeypatch.setattr("typst.Compiler", lambda **_: Failing(fault))
    with Press(HOUSE / "print") as press:
        with pytest.raises(seen):
            press.press(source)
        with pytest.raises(seen):
            press.pictures(source, 20)
