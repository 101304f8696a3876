"""What a build says about pages that are not for everybody, and what it prints where a detail is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from commanding import Desk
from hill import TODAY, edited, lay
from site_reading import pdf_text

from generator.pipeline.checking import check
from generator.pipeline.order import BuildOrder
from generator.pipeline.wanted import wanted

SCHOOL = "schools/hill/school.yml"
WITHOUT = edited(SCHOOL, "values:\n  policies.related: [Code of conduct, Complaints policy]\n", "")
BUILD = ("build", "--today", "2026-11-20", "--jobs", "1")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(lay(tmp_path, {**WITHOUT}), monkeypatch, capsys)


def test_blanks_print_labels_where_details_are_missing(desk: Desk) -> None:
    assert desk.type(*BUILD).code == 1
    ended = desk.type(*BUILD, "--blanks")
    assert ended.code == 0, ended.said
    assert "value-missing" not in ended.said
    page = (desk.root / "site/internal/hill/staff/social-media/papers/index.html").read_text("utf-8")
    assert 'class="pp-blank"' in page and "insert policies" in page
    assert (desk.root / "site/internal/hill/staff/social-media/blanks/index.html").is_file()
    printed = pdf_text((desk.root / "site/internal/hill/staff/print/social-media.pdf").read_bytes())
    assert "insert policies" in printed and "DRAFT" in printed


def test_blanks_stand_for_details_only(tmp_path: Path) -> None:
    slot = "{choice: how, question: How?, options: [{clause: related, says: a}, {clause: data, says: b}]}"
    outline = edited("content/policies/social-media/whole.yml", "[related, data]", f"[{slot}]")
    checked = check(lay(tmp_path, {**WITHOUT, **outline}), TODAY)
    order = BuildOrder(tmp_path, tmp_path / "site", TODAY, blanks=True)
    plan = wanted(checked, order)
    assert plan.stop
    assert {problem.code for problem in plan.problems} == {"choice-missing"}


def test_a_build_says_what_is_not_public_and_what_is_no_longer(desk: Desk) -> None:
    blanks = (*BUILD, "--blanks")
    ended = desk.type(*blanks)
    assert "ublic:" not in ended.out
    desk.edit(SCHOOL, "publish: draft\n", "")
    ended = desk.type(*blanks)
    assert "Not public: the drafts of hill (staff, pupil, parent). `publish: draft` in schools/hill/school" in ended.out
    assert "No longer public: hill (pupil, parent)." in ended.out
    ended = desk.type(*blanks, "--audience", "staff")
    assert "Not public: the drafts of hill (staff)." in ended.out
    assert "No longer public" not in ended.out


def test_a_school_that_is_gone_is_no_longer_public(desk: Desk) -> None:
    desk.type(*BUILD, "--blanks")
    vale = desk.root / "schools/vale"
    (desk.root / "schools/hill").rename(vale)
    ended = desk.type(*BUILD, "--blanks")
    assert "No longer public: hill (pupil, parent)." in ended.out
