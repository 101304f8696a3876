"""Files that nobody saves by mistake alone: each is a problem with its place, quickly, and never a traceback."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from hill import TODAY, edited, lay

from generator.pipeline.agenda import Call
from generator.pipeline.build import build
from generator.pipeline.checking import check
from generator.pipeline.crew import Crew
from generator.pipeline.order import BuildOrder, Shop
from generator.publish import PublishError

CLAUSE = "content/clauses/papers/data.md"


def codes(root: Path) -> set[tuple[str, str]]:
    return {(p.code, p.where.path) for p in check(root, TODAY).problems if p.severity == "error"}


def test_a_circle_of_links(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / "content/clauses/papers/loop.md").symlink_to("loop.md")
    assert ("file-unreadable", "content/clauses/papers/loop.md") in codes(root)


def test_a_pipe_instead_of_a_file(tmp_path: Path) -> None:
    root = lay(tmp_path)
    os.mkfifo(root / "content/clauses/papers/pipe.md")
    assert ("file-unreadable", "content/clauses/papers/pipe.md") in codes(root)


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    root = lay(tmp_path, {"schools/hill/clauses": "not a folder"})
    assert ("file-unreadable", "schools/hill/clauses") in codes(root)


def test_a_folder_that_is_a_link_out_of_the_policy_folder(tmp_path: Path) -> None:
    root = lay(tmp_path / "policies")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text("secret")
    (root / "schools/hill/clauses").symlink_to(tmp_path / "outside")
    assert ("file-outside", "schools/hill/clauses") in codes(root)
    assert not any("secret" in str(problem) for problem in check(root, TODAY).problems)


@pytest.mark.parametrize("tag", ["!!seq [staff]", '!!python/object/apply:os.system ["true"]', "!!map {a: b}"])
def test_a_tag_on_a_list(tmp_path: Path, tag: str) -> None:
    root = lay(tmp_path, edited("schools/hill/school.yml", "[staff, parent]", tag))
    assert ("yaml-tag", "schools/hill/school.yml") in codes(root)


@pytest.mark.parametrize("inner", ["school.name" + " | upper" * 3000, "a" + ".b" * 3000, "(" * 3000])
def test_an_expression_without_end(tmp_path: Path, inner: str) -> None:
    root = lay(tmp_path, edited(CLAUSE, "Keep personal information", f"{{{{ {inner} }}}} Keep personal information"))
    began = time.process_time()
    assert ("expression-syntax", CLAUSE) in codes(root)
    assert time.process_time() - began < 10


def test_a_school_whose_file_has_another_name_is_not_unpublished_in_silence(tmp_path: Path) -> None:
    root = lay(tmp_path)
    order = BuildOrder(root, root / "site", TODAY, jobs=1)
    assert build(order).published
    before = sorted(path for path in (root / "site").rglob("*"))
    (root / "schools/hill/school.yml").rename(root / "schools/hill/school.yaml")
    report = build(order)
    assert not report.published
    assert "school-file-missing" in {problem.code for problem in report.problems}
    assert sorted(path for path in (root / "site").rglob("*")) == before


@pytest.mark.slow
def test_a_build_that_fails_while_workers_are_busy_ends(tmp_path: Path) -> None:
    root = lay(tmp_path)
    other = (root / "schools/hill/school.yml").read_text().replace("Hill Example", "Dale Example")
    other = other.replace("hill.example", "dale.example").replace("960001", "960009")
    assert build(BuildOrder(root, root / "site", TODAY, jobs=1)).published
    (root / "schools/dale").mkdir()
    (root / "schools/dale/school.yml").write_text(other)
    in_the_way = root / "site/public/dale/index.html"
    in_the_way.parent.mkdir()
    in_the_way.write_text("mine")
    for _ in range(5):
        ended = threading.Timer(60, lambda: os._exit(99))  # a hang would never come back to this test
        ended.start()
        with pytest.raises(PublishError):
            build(BuildOrder(root, root / "site", TODAY, jobs=2))
        ended.cancel()
    assert in_the_way.read_text() == "mine"


@pytest.mark.slow
def test_a_worker_that_is_killed_is_told_in_one_line(tmp_path: Path) -> None:
    root = lay(tmp_path)
    with Crew(2, Shop(root, TODAY)) as crew:
        answers = crew.run(crew.agenda(Call("read_library") for _ in range(200)))
        assert next(answers)[1]
        os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
        with pytest.raises(PublishError, match="ended by the machine"):
            list(answers)
    assert multiprocessing.active_children() == []
