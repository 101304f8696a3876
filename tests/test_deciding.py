"""The commands that record what governors decided, as a clerk types them in a small policy folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from commanding import Desk, Ended
from miniature import lay_out

from generator.authoring.change import write
from generator.authoring.drafting import drafts
from generator.authoring.sealing import proposal_change, together
from generator.history.standing import withdrawn
from generator.history.turns import known_on
from generator.library import read_workspace
from generator.library.adopted import with_texts
from generator.model.versions import AdoptedVersion, Proposal
from generator.pipeline.adopting import Adoption, prepare_adoption
from generator.pipeline.deciding import read_folder, record
from generator.pipeline.histories import read_records
from generator.problems import Location
from generator.publish import PublishError

TODAY = ("--today", "2026-11-20")
ADOPT = ("adopt", "example", "kindness", "--by", "full", "--body", "Governing Board", *TODAY)
FIRST = ("--date", "2025-07-03", "--effective", "2025-09-01", "--review", "2027-07-01")
NEXT = ("--date", "2026-11-19", "--effective", "2027-01-01", "--review", "2028-11-01")
OWN = "schools/example/clauses/be-kind.md"
BE_KIND = "content/clauses/conduct/be-kind.md"
RECORDS = "schools/example/adopted/kindness"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A clerk before a policy folder without faults."""
    return Desk(lay_out("", tmp_path / "folder"), monkeypatch, capsys)


def records(desk: Desk) -> list[str]:
    """The files of the school's records."""
    return sorted(file.name for file in (desk.root / RECORDS).glob("*"))


def everything(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def pack(desk: Desk, meeting: str = "2026-11-19") -> str:
    """What `policypress pack` freezes: a proposal of today's drafts. Its code."""
    workspace, _ = read_workspace(desk.root)
    school = workspace.schools["example"]
    held = {"kindness": drafts(workspace, school, "kindness")}
    proposal = Proposal("example", "", meeting, "2026-11-09", held, Location(""))
    made, change = proposal_change(proposal, school.contacts)
    write(desk.root, together([change], desk.root))
    return made.code


def versions(desk: Desk) -> list[AdoptedVersion]:
    """The versions with their texts."""
    return [with_texts(desk.root, each) for each in read_records(desk.root, "example").of("kindness").versions]


def first(desk: Desk) -> Ended:
    return desk.type(*ADOPT, *FIRST, "--as-drafted", "--yes")


def test_a_first_version_and_the_sentence_for_the_minutes(desk: Desk) -> None:
    ended = first(desk)
    assert ended.code == 0
    seal = read_records(desk.root, "example").of("kindness").versions[0].sealed.seal[:8]
    assert f"Recorded in {RECORDS}/2025-07-03.yml." in ended.out
    assert (
        "The Governing Board adopted the kindness policy on 3 July 2025 (version 1: the staff, pupil and parent"
        f" editions). It takes effect on 1 September 2025. It is to be reviewed by 1 July 2027. Record {seal}."
    ) in " ".join(ended.out.split())
    assert records(desk) == ["2025-07-03.yml"]


def test_what_the_pack_printed_is_adopted_whatever_the_library_says_by_now(desk: Desk) -> None:
    code = pack(desk)
    before = drafts_of(desk)
    desk.edit(BE_KIND, "must be kind.", "must be kind, and say so.")
    ended = desk.type(*ADOPT, *NEXT, "--proposal", "2026-11-19")
    assert ended.code == 0
    assert "the draft has moved on since the pack" in ended.out
    assert "be-kind" in ended.out
    version = versions(desk)[0]
    assert version.editions == before != drafts_of(desk)
    assert version.proposal == code


def drafts_of(desk: Desk) -> object:
    workspace, _ = read_workspace(desk.root)
    return drafts(workspace, workspace.schools["example"], "kindness")


def test_the_meeting_changes_a_clause_and_nothing_else_comes_from_the_draft(desk: Desk) -> None:
    pack(desk)
    desk.type("reword", "example", "be-kind", "--audience", "staff", "--reason", "The meeting.")
    desk.edit(
        OWN, "# Staff\n\nEveryone at {{ school.name }} must be kind.", "# Staff\n\nAll at {{ school.name }} are kind."
    )
    desk.edit("content/clauses/conduct/tone-must.md", "Staff must", "Everybody must")
    ended = desk.type(*ADOPT, *NEXT, "--proposal", "2026-11-19", "--amend", "be-kind")
    assert ended.err == ""
    assert "on 19 November 2026 with 1 amendment (version 1" in " ".join(ended.out.split())
    version = versions(desk)[0]
    staff = version.edition("staff")
    assert staff is not None
    said = {clause.id: "".join(getattr(run, "text", "") for run in clause.body) for clause in staff.clauses()}
    assert said["be-kind"] == "All at  are kind."
    assert "Everybody" not in said["tone-must"]
    assert version.amended == ("be-kind",)


def test_a_fixed_clause_is_not_amended_and_whom_to_ask_is_told(desk: Desk) -> None:
    pack(desk)
    desk.edit(BE_KIND, "title: Be kind", "title: Be kind\nlock: locked")
    before = everything(desk.root)
    ended = desk.type(*ADOPT, *NEXT, "--proposal", "2026-11-19", "--amend", "be-kind", "--amend", "report-it")
    assert ended.code == 1
    assert "“Be kind” (be-kind) is fixed by the library: a school cannot change it at a meeting." in ended.err
    assert "Ask whoever keeps the policy folder" in ended.err
    assert "“Report it” (report-it) says in the school’s files what the proposal says." in ended.err
    assert "kindness was not adopted: nothing was recorded." in ended.err
    assert everything(desk.root) == before


def test_everything_that_speaks_against_it_is_told_at_once_and_nothing_is_written(desk: Desk) -> None:
    first(desk)
    before = everything(desk.root)
    dates = ("--date", "2025-01-01", "--effective", "2024-12-31", "--review", "2024-12-31")
    ended = desk.type("adopt", "example", "kindness", "--by", "chair", "--body", "B", *TODAY, *dates, "--as-drafted")
    assert ended.code == 1
    for words in (
        "It would take effect on 31 December 2024, before it was decided on 1 January 2025.",
        "Its review on 31 December 2024 is not after the day on which it takes effect.",
        "Version 1 was decided later, on 3 July 2025.",
        "The chair acted alone, and no reason is given.",
        "The chair acted alone, and no meeting is named that is to ratify it.",
    ):
        assert words in ended.err
    assert everything(desk.root) == before


def test_nothing_is_adopted_while_check_finds_faults_or_a_wording_is_stale(desk: Desk) -> None:
    desk.type("confirm", "be-kind", "--yes")
    desk.edit(BE_KIND, "must be kind.", "must be kind at all times.")
    ended = first(desk)
    assert (ended.code, records(desk)) == (1, [])
    assert "The wordings of “be-kind” have not been compared since the staff wording changed." in ended.err
    assert "`policypress confirm be-kind`" in ended.err
    desk.edit(BE_KIND, "must be kind at all times.", "must be kind.")
    desk.edit("schools/example/school.yml", "policies:", "values: {nothing.there: x}\npolicies:")
    ended = first(desk)
    assert (ended.code, records(desk)) == (1, [])
    assert (
        "`policypress check` finds a fault that concerns example; the first: schools/example/school.yml:5" in ended.err
    )


def test_today_s_draft_is_adopted_only_after_somebody_has_seen_what_is_new(desk: Desk) -> None:
    first(desk)
    desk.edit(BE_KIND, "must be kind.", "must be kind, and say so.")
    ended = desk.type(*ADOPT, *NEXT, "--as-drafted")
    assert ended.code == 1
    assert "staff 1.1 Be kind (be-kind): reworded" in ended.out
    desk.edit(
        BE_KIND, "title: Be kind\n", "title: Be kind\nchanges: [{on: 2026-10-01, kind: editorial, why: Plainer.}]\n"
    )
    desk.edit(BE_KIND, "must be kind, and say so.", "may be kind, and say so.")
    told = " ".join(desk.type(*ADOPT, *NEXT, "--as-drafted").out.split())
    assert "(editorial: Plainer.), though a must, a number or an age has changed" in told
    assert records(desk) == ["2025-07-03.yml"]
    assert desk.type(*ADOPT, *NEXT, "--as-drafted", "--yes").code == 0
    assert records(desk) == ["2025-07-03.yml", "2026-11-19.yml"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ((), "Which text was adopted?"),
        (("--as-drafted", "--proposal", "2026-11-19"), "Which text was adopted?"),
    ],
)
def test_which_text_has_to_be_said(desk: Desk, said: tuple[str, ...], words: str) -> None:
    ended = desk.type(*ADOPT, *NEXT, *said)
    assert ended.code == 2
    assert words in ended.err


def test_a_pack_that_is_not_there_and_two_for_one_meeting(desk: Desk) -> None:
    assert "There is no pack “2026-11-19” of example." in desk.type(*ADOPT, *NEXT, "--proposal", "2026-11-19").err
    codes = [pack(desk)]
    desk.edit(BE_KIND, "must be kind.", "must be kind, and say so.")
    codes.append(pack(desk))
    ended = desk.type(*ADOPT, *NEXT, "--proposal", "2026-11-19")
    assert "There are several packs of example for 2026-11-19." in ended.err
    assert all(code in ended.err for code in codes)
    assert desk.type(*ADOPT, *NEXT, "--proposal", codes[0]).code == 0


def test_a_federation_adopts_once_for_all_its_schools_or_for_none(desk: Desk) -> None:
    second = desk.read("schools/example/school.yml").replace("Example Primary", "Second Primary")
    (desk.root / "schools/second").mkdir()
    (desk.root / "schools/second/school.yml").write_text(second.replace("960001", "960002"))
    both = (*ADOPT, *FIRST, "--as-drafted", "--yes", "--school", "second")
    (desk.root / "schools/second/school.yml").write_text(second.replace("960001", "960002") + "values: {nothing: x}\n")
    assert desk.type(*both).code == 1
    assert not (desk.root / "schools/second/adopted").exists()
    assert records(desk) == []
    (desk.root / "schools/second/school.yml").write_text(second.replace("960001", "960002"))
    ended = desk.type(*both)
    assert ended.code == 0
    assert ended.out.count("For the minutes:") == 2
    for school in ("example", "second"):
        assert [each.number for each in read_records(desk.root, school).of("kindness").versions] == ["1"]


def test_a_review_without_change_renews_word_for_word(desk: Desk) -> None:
    first(desk)
    review = ("review", "example", "kindness", *TODAY, "--date", "2026-11-19", "--next-review", "2028-11-01")
    ended = desk.type(*review, "--minute", "2026/32")
    assert ended.code == 0
    assert "The Governing Board reviewed the kindness policy on 19 November 2026 and left it unchanged" in ended.out
    old, new = versions(desk)
    assert (new.number, new.kind, new.review, new.decision.minute) == ("2", "review", "2028-11-01", "2026/32")
    assert new.editions == old.editions
    assert new.sealed.before == old.sealed.seal


def test_a_review_says_what_the_library_offers_and_what_the_law_asks_stays_due(desk: Desk) -> None:
    first(desk)
    desk.edit(BE_KIND, "must be kind.", "must be kind, and say so.")
    change = 'changes: [{on: 2026-10-01, kind: law, why: "A new Act asks it.", adopt-by: 2027-03-31}]\n'
    desk.edit(BE_KIND, "title: Be kind\n", f"title: Be kind\n{change}")
    review = ("review", "example", "kindness", *TODAY, "--date", "2026-11-19", "--next-review", "2028-11-01")
    ended = desk.type(*review)
    assert ended.code == 1
    assert "(law: A new Act asks it.)" in ended.out
    assert "Adopt them, or say with --leave-changes why they are left." in ended.err
    ended = desk.type(*review, "--leave-changes", "We wait for the council.")
    assert ended.code == 0
    stays = "Stays due, as the law asks it: be-kind. A new Act asks it. Adopt it by 31 March 2027."
    assert stays in " ".join(ended.out.split())
    assert read_records(desk.root, "example").of("kindness").versions[-1].reason == "We wait for the council."


def test_facts_and_spelling_are_corrected_without_governors_and_nothing_else(desk: Desk) -> None:
    first(desk)
    correct = ("correct", "example", "kindness", *TODAY, "--reason", "The school has a new name.", "--yes")
    assert "Today’s draft says what the version in force says." in desk.type(*correct).err
    desk.edit("schools/example/school.yml", "Example Primary School", "Example Junior School")
    desk.edit(BE_KIND, "must be kind.", "may be kind.")
    ended = desk.type(*correct)
    assert (ended.code, records(desk)) == (1, ["2025-07-03.yml"])
    assert "“be-kind” is reworded (unexplained)" in ended.err
    change = 'changes: [{on: 2026-10-01, kind: editorial, why: "Plainer."}]\n'
    desk.edit(BE_KIND, "title: Be kind\n", f"title: Be kind\n{change}")
    ended = desk.type(*correct)
    assert "“be-kind” is called editorial, and a must, a number or an age in it has changed." in ended.err
    desk.edit(BE_KIND, "may be kind.", "must be truly kind.")
    ended = desk.type(*correct)
    assert (ended.code, ended.err) == (0, "")
    assert "“Example Primary School”, now “Example Junior School”" in ended.out
    two = read_records(desk.root, "example").of("kindness").versions[-1]
    assert (two.number, two.kind, two.review, two.effective) == ("1.1", "correction", "2027-07-01", "2026-11-20")


def test_a_note_completes_a_record_that_stays_as_it_is(desk: Desk) -> None:
    first(desk)
    before = desk.read(f"{RECORDS}/2025-07-03.yml")
    assert "What is to be noted?" in desk.type("note", "example", "kindness", "1").err
    assert "there is no version 4" in desk.type("note", "example", "kindness", "4", "--minute", "x").err.casefold()
    assert desk.type("note", "example", "kindness", "1", "--minute", "2025/9", *TODAY).code == 0
    assert desk.read(f"{RECORDS}/2025-07-03.yml") == before
    assert records(desk) == ["2025-07-03.yml", "2026-11-20-note.yml"]


def test_the_chair_acts_and_the_next_meeting_ratifies_or_not(desk: Desk) -> None:
    first(desk)
    chair = ("adopt", "example", "kindness", "--by", "chair", "--body", "Governing Board", *TODAY, *NEXT)
    urgent = ("--as-drafted", "--yes", "--urgent-reason", "A new service.", "--ratify-by", "2027-01-28")
    ended = desk.type(*chair, *urgent)
    assert ended.code == 0
    assert "The chair, acting for the Governing Board, adopted" in ended.out
    meeting = ("example", "kindness", "--date", "2027-01-28", "--today", "2027-01-28")
    assert desk.type("revert", *meeting).code == 2
    ended = desk.type("revert", *meeting, "--reason", "It was tried too little.")
    assert ended.code == 0
    assert "did not ratify version 2" in ended.out
    assert "Version 1 is in force again." in ended.out
    assert "Nothing waits to be ratified" in desk.type("ratify", *meeting).err


def test_the_next_meeting_ratifies_before_anything_else_is_decided(desk: Desk) -> None:
    first(desk)
    chair = ("adopt", "example", "kindness", "--by", "chair", "--body", "Governing Board", *TODAY, *NEXT)
    desk.type(*chair, "--as-drafted", "--yes", "--urgent-reason", "A new service.", "--ratify-by", "2027-01-28")
    day = ("--date", "2027-01-28", "--today", "2027-01-28")
    review = desk.type("review", "example", "kindness", *day, "--next-review", "2029-01-01")
    assert (review.code, "is not ratified yet" in review.err) == (1, True)
    ended = desk.type("ratify", "example", "kindness", *day, "--minute", "2027/3")
    assert ended.code == 0
    assert "The Governing Board ratified version 2 of the kindness policy on 28 January 2027." in ended.out
    assert desk.type("review", "example", "kindness", *day, "--next-review", "2029-01-01").code == 0
    again = desk.type("review", "example", "kindness", *day, "--next-review", "2029-01-01")
    assert "This review is recorded already, as version 3." in again.err


def test_what_the_chair_decided_is_corrected_as_anything_else(desk: Desk) -> None:
    chair = ("adopt", "example", "kindness", "--by", "chair", "--body", "Governing Board", *TODAY, *FIRST)
    desk.type(*chair, "--as-drafted", "--yes", "--urgent-reason", "A new service.", "--ratify-by", "2025-09-28")
    desk.type("note", "example", "kindness", "1", "--review", "2027-06-01", *TODAY)
    desk.edit("schools/example/school.yml", "Example Primary School", "Example Junior School")
    ended = desk.type("correct", "example", "kindness", *TODAY, "--reason", "A new name.", "--yes")
    assert (ended.code, ended.err) == (0, "")
    corrected = versions(desk)[-1]
    assert (corrected.number, corrected.review, corrected.decision.by) == ("1.1", "2027-06-01", "head")


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (
            ("--effective", "2020-01-01"),
            "It would take effect on 1 January 2020, before it was decided on 3 July 2025.",
        ),
        (("--review", "2001-01-01"), "Its review on 1 January 2001 is not after the day on which it takes effect."),
        (("--adopted", "2026-11-21"), "is dated 21 November 2026, which is still to come."),
        (("--body", "Ring 01632 960 001"), "“body” holds a phone number of a contact"),
    ],
)
def test_a_note_rights_nothing_into_what_cannot_be(desk: Desk, right: tuple[str, str], said: str) -> None:
    first(desk)
    ended = desk.type("note", "example", "kindness", "1", *right, *TODAY)
    assert (ended.code, said in ended.err, records(desk)) == (1, True, ["2025-07-03.yml"])


def test_nothing_is_written_behind_a_record_that_is_missing_or_a_text_that_is(desk: Desk) -> None:
    first(desk)
    desk.edit("schools/example/school.yml", "Example Primary School", "Example Junior School")
    desk.type("correct", "example", "kindness", *TODAY, "--reason", "A new name.", "--yes")
    gone = ("withdraw", "example", "kindness", "--date", "2026-11-20", *TODAY, "--reason", "Gone.")
    text = next((desk.root / "content/archive").rglob("*.json"))
    kept = text.read_bytes()
    text.unlink()
    ended = desk.type(*gone)
    assert (ended.code, "was decided" in ended.out, text.name[:12] in ended.err) == (1, False, True)
    text.write_bytes(kept)
    (desk.root / RECORDS / "2025-07-03.yml").unlink()
    ended = desk.type(*gone)
    assert (ended.code, records(desk)) == (1, ["2026-11-20.yml"])
    assert "the record before this one" in ended.err


def test_a_policy_is_withdrawn_once(desk: Desk) -> None:
    gone = ("withdraw", "example", "kindness", "--date", "2026-11-20", *TODAY, "--reason", "It stands elsewhere.")
    assert "No version of this policy has been adopted." in desk.type(*gone).err
    first(desk)
    ended = desk.type(*gone)
    assert "The Governing Board withdrew the kindness policy from 20 November 2026: It stands elsewhere." in ended.out
    assert "The policy is withdrawn already." in desk.type(*gone).err


def test_a_withdrawal_may_be_decided_ahead_and_names_a_policy_that_is_there(desk: Desk) -> None:
    first(desk)
    gone = ("withdraw", "example", "kindness", "--date", "2027-09-01", *TODAY, "--reason", "It stands elsewhere.")
    assert "the school has no other policy “behavour”" in desk.type(*gone, "--replaced-by", "behavour").err.casefold()
    assert "holds a phone number" in desk.type(*gone, "--replaced-by", "Ring 01632 960 001").err
    assert desk.type(*gone, "--replaced-by", "The behaviour policy").code == 0
    history = read_records(desk.root, "example").of("kindness")
    assert [bool(withdrawn(known_on(history, day), day)) for day in ("2027-08-31", "2027-09-01")] == [False, True]


def test_the_last_version_is_taken_back_until_a_build_has_shown_it(desk: Desk) -> None:
    first(desk)
    assert desk.type("adopt", "example", "kindness", "--undo").code == 0
    assert records(desk) == []
    first(desk)
    page = desk.root / "elsewhere/public/example/pupil/kindness/2025-07-03"
    page.mkdir(parents=True)
    ended = desk.type("adopt", "example", "kindness", "--undo", "--out", "elsewhere")
    assert ended.code == 1
    assert "has been published" in ended.err
    assert records(desk) == ["2025-07-03.yml"]


def test_no_person_stands_in_a_record(desk: Desk) -> None:
    ended = desk.type(*ADOPT, *FIRST, "--as-drafted", "--yes", "--summary", "Ring 01632 960 001 with questions.")
    assert (ended.code, records(desk)) == (1, [])
    assert "“summary” holds a phone number of a contact, “01632 960001”." in ended.err
    assert first(desk).code == 0
    ended = desk.type("note", "example", "kindness", "1", "--text", "Ring 01632960001.", *TODAY)
    assert (ended.code, records(desk)) == (1, ["2025-07-03.yml"])


def test_what_was_recorded_while_somebody_was_asked_is_not_written_over(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first(desk)
    desk.edit(BE_KIND, "must be kind.", "must be kind, and say so.")
    folder = read_folder(desk.root, "2026-11-20")
    wanted = Adoption(
        ("example",), "kindness", "2026-11-20", "2026-11-20", "full", "First", "", "2026-11-20", "2028-01-01"
    )
    prepared = prepare_adoption(folder, wanted)
    assert desk.type("note", "example", "kindness", "1", "--minute", "x", *TODAY).code == 0
    with pytest.raises(PublishError, match="meanwhile"):
        record(folder, prepared.versions)
    assert records(desk) == ["2025-07-03.yml", "2026-11-20-note.yml"]
    assert "no problems" in desk.type("check").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Board 🙂", "which our print font does not have"),
        ("Board \udcff", "cannot be printed"),
        ("a\x1b[31mb", "cannot be"),
    ],
)
def test_words_that_could_not_be_read_back_or_printed_are_refused(desk: Desk, words: str, said: str) -> None:
    first(desk)
    ended = desk.type("note", "example", "kindness", "1", "--body", words, *TODAY)
    assert (ended.code, said in ended.err, records(desk)) == (1, True, ["2025-07-03.yml"])


def test_an_altered_text_in_the_archive_is_mended_by_whoever_adopts_it_again(desk: Desk) -> None:
    first(desk)
    desk.type("adopt", "example", "kindness", "--undo")
    for text in (desk.root / "content/archive").rglob("*.json"):
        text.write_bytes(text.read_bytes() + b"x")
    assert first(desk).code == 0
    assert "no problems" in desk.type("check").out


def test_dates_of_other_centuries_are_typing_mistakes(desk: Desk) -> None:
    ended = desk.type(*ADOPT, "--date", "2026-11-19", "--review", "9999-12-31", "--as-drafted", "--yes")
    assert (ended.code, records(desk)) == (2, [])
    assert "is not of a year from 1990 to 2150" in ended.err
