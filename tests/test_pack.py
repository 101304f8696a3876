"""The pack of a meeting, as a clerk makes it: what it freezes, what it says, what Word makes of its changes."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import pdf_standards
import pypdf
import pytest
from commanding import Desk, Ended
from miniature import lay_out
from word_reading import W, part, texts

from generator.formats.blocks import Block, Break, Bullets, Inline, Link, Paragraph, Quote, Steps, Table, read_blocks
from generator.library import read_workspace
from generator.library.adopted import with_texts
from generator.model.edition import Edition
from generator.model.schools import School
from generator.model.text import Hole, Reference, Runs
from generator.model.versions import AdoptedVersion
from generator.words.print_strings import print_words
from generator.words.strings import say

TODAY = ("--today", "2026-11-20")
PACK = ("pack", "example", "--meeting", "2026-11-30", *TODAY)
ADOPT = ("adopt", "example", "kindness", *TODAY, "--review", "2027-07-01", "--as-drafted", "--yes")
FULL = ("--by", "full", "--body", "Governing Board")
BE_KIND = "content/clauses/conduct/be-kind.md"
OUTLINE = "content/policies/kindness/full.yml"
CHANGES = 'changes: [{on: 2026-10-01, kind: law, why: "A new Act asks it.", adopt-by: 2027-03-31}]\n'
NEW_TEXT = """must be kind and say so:

1. to [pupils](https://pupils.example/)
2. to staff

| Who | What |
|---|---|
| All | Be kind |
| Staff | See [[report-it]] |

> Kindness counts.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A clerk before a policy folder without faults."""
    return Desk(lay_out("", tmp_path / "folder"), monkeypatch, capsys)


def adopted(desk: Desk) -> None:
    assert desk.type(*ADOPT, *FULL, "--date", "2025-07-03", "--minute", "2025/7").code == 0


def changed(desk: Desk) -> None:
    """The library moves on: words, a list, a table, an order, a title."""
    desk.edit(BE_KIND, "must be kind.", NEW_TEXT)
    desk.edit(BE_KIND, "title: Be kind\n", f"title: Be kind always\n{CHANGES}")


def packed(desk: Desk, *more: str) -> tuple[str, bytes, bytes]:
    """The code of the pack that is made, its PDF and its Word file."""
    ended = desk.type(*PACK, *more)
    assert (ended.code, ended.err) == (0, "")
    return (code_in(ended), *files(desk))


def code_in(ended: Ended) -> str:
    found = re.search(r"Its code is ([0-9a-f]{8});", ended.out)
    assert found
    return found[1]


def files(desk: Desk) -> tuple[bytes, bytes]:
    folder = desk.root / "packs"
    return (folder / "example-2026-11-30-pack.pdf").read_bytes(), (folder / "example-2026-11-30-pack.docx").read_bytes()


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def everything(root: Path) -> dict[str, str]:
    found = (file for file in root.rglob("*") if file.is_file() and ".policypress" not in file.as_posix())
    return {file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


def example(desk: Desk) -> School:
    return read_workspace(desk.root)[0].schools["example"]


def last_version(desk: Desk) -> AdoptedVersion:
    """The version that was adopted last, with its texts."""
    return with_texts(desk.root, example(desk).histories[0].versions[-1])


def editions(desk: Desk, code: str) -> tuple[dict[str, Edition], dict[str, Edition]]:
    """The adopted and the proposed editions, in English, by audience."""
    version = last_version(desk)
    school = example(desk)
    proposal = with_texts(desk.root, next(each for each in school.proposals if each.code == code))
    both = version.editions, proposal.editions["kindness"]
    old, new = ({audience: edition for (audience, _), edition in each.items()} for each in both)
    return dict(old), dict(new)


def plain_text(edition: Edition) -> list[str]:
    """What the clauses of an edition say, a line for each paragraph, item and row: read from the text, not compared."""
    results, numbers = dict(edition.results), {clause.id: clause.number for clause in edition.clauses()}

    def words(nodes: tuple[Inline, ...]) -> str:
        return "".join(map(word, nodes))

    def word(node: Inline) -> str:
        match node:
            case Hole(key):
                return results[key].text
            case Reference(clause):
                return numbers[clause]
            case Break():
                return "\n"
            case Link(to, content):
                return f"{words(content)} ({''.join(each if isinstance(each, str) else word(each) for each in to)})"
            case _:
                return words(node.content) if hasattr(node, "content") else node.text  # type: ignore[union-attr]

    def lines(blocks: tuple[Block, ...]) -> list[str]:
        found: list[str] = []
        for block in blocks:
            match block:
                case Paragraph(content):
                    found.append(words(content))
                case Bullets(items) | Steps(items):
                    found += (line for item in items for line in lines(item))
                case Quote(inner):
                    found += lines(inner)
                case Table(_, header, rows):
                    found += ("\t".join(map(words, row)) for row in (header, *rows))
        return found

    def said(runs: Runs) -> list[str]:
        return lines(read_blocks(runs))

    sections = ((section.title, section.clauses) for section in edition.sections)
    return [
        line
        for title, clauses in sections
        for line in (
            edition.plain(title),
            *(each for clause in clauses for each in (edition.plain(clause.title), *said(clause.body))),
        )
    ]


def in_word(content: bytes, side: str, edition: Edition) -> list[str]:
    """The clauses of an edition in the Word file, after all changes were accepted or rejected."""
    found = texts(content, side)  # type: ignore[arg-type]
    name = f"Kindness policy: {edition.audience.capitalize()} edition"
    start = found.index(("Heading1", name))
    end = found.index(("Normal", f"End of: {name.replace(':', ',')}."))
    first = edition.plain(edition.sections[0].title)
    said = found[start:end]
    begins = said.index(("Heading2", first))
    around = (say("words"), say("sources"), print_words("en")["slip"])
    ends = (at for at, (style, text) in enumerate(said) if style == "Heading2" and text in around)
    return [text for _, text in said[begins : next(ends, len(said))]]


def test_the_same_files_and_the_same_meeting_give_the_same_pack(desk: Desk) -> None:
    adopted(desk)
    changed(desk)
    first = packed(desk)
    before = everything(desk.root)
    assert packed(desk, "--today", "2026-11-25") == first
    assert everything(desk.root) == before
    assert f"schools/example/proposed/{first[0]}.yml" in before


def test_after_a_change_there_is_another_pack_and_the_earlier_one_is_kept(desk: Desk) -> None:
    code, *_ = packed(desk)
    kept = desk.read(f"schools/example/proposed/{code}.yml")
    changed(desk)
    ended = desk.type(*PACK)
    assert f"The pack of this meeting was made before as {code}; what it printed is kept." in ended.out
    assert code_in(ended) != code
    assert desk.read(f"schools/example/proposed/{code}.yml") == kept


def test_what_the_pack_printed_is_adopted_whatever_changes_after_it(desk: Desk) -> None:
    adopted(desk)
    changed(desk)
    code, _, word = packed(desk)
    desk.edit(BE_KIND, "Kindness counts.", "Kindness is all.")
    adopt = ("adopt", "example", "kindness", *FULL, "--today", "2026-12-05", "--date", "2026-11-30")
    ended = desk.type(*adopt, "--review", "2028-07-01", "--proposal", code)
    assert ended.code == 0, ended.err
    version = last_version(desk)
    staff = version.edition("staff")
    assert staff is not None
    assert in_word(word, "accepted", staff) == plain_text(staff)


def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old_one(desk: Desk) -> None:
    adopted(desk)
    changed(desk)
    outline = desk.read(OUTLINE)
    code, _, word = packed(desk)
    old, new = editions(desk, code)
    assert plain_text(old["staff"]) != plain_text(new["staff"])
    assert in_word(word, "accepted", new["staff"]) == plain_text(new["staff"])
    assert in_word(word, "rejected", old["staff"]) == plain_text(old["staff"])
    assert outline == desk.read(OUTLINE)


def test_a_clause_that_moves_and_one_that_goes_come_back_when_changes_are_rejected(desk: Desk) -> None:
    adopted(desk)
    clauses = re.findall(r"(?m)^ +- [a-z-]+$\n", desk.read(OUTLINE))
    assert len(clauses) >= 2
    desk.edit(OUTLINE, clauses[0], "")
    desk.edit(OUTLINE, clauses[-1], clauses[-1] + clauses[0])
    code, _, word = packed(desk)
    old, new = editions(desk, code)
    assert [clause.id for clause in old["staff"].clauses()] != [clause.id for clause in new["staff"].clauses()]
    assert in_word(word, "accepted", new["staff"]) == plain_text(new["staff"])
    assert in_word(word, "rejected", old["staff"]) == plain_text(old["staff"])


def test_the_changes_in_word_are_numbered_dated_and_by_nobody(desk: Desk) -> None:
    adopted(desk)
    changed(desk)
    code, _, word = packed(desk)
    tree = part(word, "word/document.xml")
    marks = list(tree.iter(f"{W}ins", f"{W}del"))
    assert sorted(int(mark.get(f"{W}id")) for mark in marks) == list(range(1, len(marks) + 1))
    assert {mark.get(f"{W}author") for mark in marks} == {"Policypress"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-11-30T00:00:00Z"}
    styles = {style.get(f"{W}styleId") for style in part(word, "word/styles.xml").iter(f"{W}style")}
    assert {style.get(f"{W}val") for style in tree.iter(f"{W}pStyle", f"{W}tblStyle")} <= styles
    numbers = {number.get(f"{W}numId") for number in part(word, "word/numbering.xml").iter(f"{W}num")}
    assert {number.get(f"{W}val") for number in tree.iter(f"{W}numId")} <= numbers
    with zipfile.ZipFile(io.BytesIO(word)) as opened:
        footer = next(name for name in opened.namelist() if "footer" in name and name.endswith(".xml"))
        assert code in opened.read(footer).decode()
        assert "2026-11-30" in opened.read("docProps/core.xml").decode()
        assert not any("thumbnail" in name for name in opened.namelist())
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_numbers_of_clauses_in_word_are_those_of_the_edition(desk: Desk) -> None:
    adopted(desk)
    changed(desk)
    code, _, word = packed(desk)
    _, new = editions(desk, code)
    titles = {new["staff"].plain(each.title) for each in new["staff"].sections}
    section, clause, counted = 0, 0, []
    started = False
    for style, text in texts(word, "accepted"):
        started = started or (style, text) == ("Heading1", "Kindness policy: Staff edition")
        if started and style == "Heading2" and text in titles:
            section, clause = section + 1, 0
        if started and style == "Heading3":
            clause += 1
            counted.append((f"{section}.{clause}", text))
        if text.startswith("End of"):
            break
    assert counted == [(each.number, new["staff"].plain(each.title)) for each in new["staff"].clauses()]


def test_the_pdf_asks_for_decisions_and_shows_changes_with_why(desk: Desk) -> None:
    adopted(desk)
    changed(desk)
    code, pdf, _ = packed(desk)
    found = pages(pdf)
    assert all(f"Pack {code}" in page for page in found)
    said = " ".join(found)
    for words in (
        "To adopt with changes: kindness policy.",
        "That the Governing Board adopt the kindness policy (staff, pupil and parent editions) as printed in this pack",
        "Changed policy: Kindness policy",
        "2025/7",
        "Nothing was corrected or decided without the Governing Board since 3 July 2025.",
        "From the register, as at 30 November 2026",
        "Changes: Kindness policy",
        "1 October 2026, law: A new Act asks it. Adopt by 31 March 2027.",
    ):
        assert words in said
    assert "‹" in said
    assert "[" in said
    assert pdf_standards.faults(pdf, "ua1") == pdf_standards.faults(pdf, "pdfa-2a") == []


def test_a_first_adoption_lists_contents_and_has_no_redline(desk: Desk) -> None:
    _, pdf, word = packed(desk)
    said = " ".join(pages(pdf))
    assert "New policy: Kindness policy" in said
    assert "Contents: Kindness policy" in said
    assert "Changes: Kindness" not in said
    assert not list(part(word, "word/document.xml").iter(f"{W}ins", f"{W}del"))


def test_a_policy_without_a_change_is_listed_to_be_adopted_again(desk: Desk) -> None:
    adopted(desk)
    _, pdf, _ = packed(desk)
    said = " ".join(pages(pdf))
    assert "To adopt again without a change: kindness policy." in said
    assert "To be adopted again, without a change" in said


def test_a_policy_that_was_withdrawn_is_adopted_anew(desk: Desk) -> None:
    adopted(desk)
    gone = ("withdraw", "example", "kindness", "--date", "2026-11-20", *TODAY, "--reason", "It stands elsewhere.")
    assert desk.type(*gone).code == 0
    assert "takes no policy that is not withdrawn" in desk.type(*PACK).err
    _, pdf, _ = packed(desk, "--policy", "kindness")
    found = pages(pdf)
    assert "To adopt anew, as no version is in force: kindness policy." in found[0]
    assert "as version 2, in force from" in found[0]


def test_what_the_chair_did_stands_first_and_corrections_are_noted(desk: Desk) -> None:
    adopted(desk)
    desk.edit("schools/example/school.yml", "Example Primary School", "Example Junior School")
    correct = ("correct", "example", "kindness", "--reason", "The school has a new name.", "--yes", *TODAY)
    assert desk.type(*correct).code == 0
    changed(desk)
    chair = ("--by", "chair", "--body", "Governing Board", "--urgent-reason", "A new service is in use.")
    assert desk.type(*ADOPT, *chair, "--ratify-by", "2027-01-28", "--date", "2026-11-20").code == 0
    _, pdf, _ = packed(desk)
    found = pages(pdf)
    assert "To ratify, or not, what the chair decided on 20 November 2026: Kindness policy." in found[0]
    assert "That the Governing Board ratify version 2 of the kindness policy" in found[0]
    assert "adopt" not in found[0].split("Draft resolution")[1].replace("the chair adopted", "")
    assert "To be ratified: Kindness policy" in found[1]
    assert "A new service is in use." in found[1]
    said = " ".join(found)
    assert "The kindness policy was corrected on 20 November 2026 (version 1.1)" in said


def test_nothing_is_made_while_check_finds_faults_and_every_reason_is_told(desk: Desk) -> None:
    desk.edit("schools/example/school.yml", "nation: england", "nation: engeland")
    before = everything(desk.root)
    ended = desk.type(*PACK)
    assert ended.code == 1
    assert "`policypress check` finds schools/example/school.yml:2" in ended.err
    assert "engeland" in ended.err
    assert "No pack was made for example: nothing was recorded." in ended.err
    assert everything(desk.root) == before
    assert desk.type("pack", "exampel", "--meeting", "2026-11-30", *TODAY).code == 1
    assert desk.type(*PACK, "--policy", "courage").code == 1


def test_no_pack_is_made_behind_a_record_that_was_altered(desk: Desk) -> None:
    adopted(desk)
    desk.edit("schools/example/adopted/kindness/2025-07-03.yml", "2025/7", "2025/8")
    before = everything(desk.root)
    ended = desk.type(*PACK)
    assert ended.code == 1
    assert "2025-07-03.yml" in ended.err
    assert everything(desk.root) == before


def test_a_stale_wording_is_warned_of_for_its_adoption_would_be_refused(desk: Desk) -> None:
    desk.type("confirm", "be-kind", "--yes")
    desk.edit(BE_KIND, "must be kind.", "must be kind at all times.")
    ended = desk.type(*PACK)
    assert ended.code == 0
    assert "Its adoption would be refused: the wordings of “be-kind” have not been compared" in ended.err
