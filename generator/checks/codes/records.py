"""Codes of what governors decided: sealed records, and the archive of texts that they name."""

from __future__ import annotations

from generator.checks.codes.code import Code

_PATH = "schools/millfields/adopted/social-media"

RECORDS: tuple[Code, ...] = (
    Code(
        "archive-altered",
        "A text or picture in content/archive/ is what was kept there.",
        "Its name is made from its content. What was adopted is published word for word, so nobody may improve it.",
        "content/archive/3f/3f94….json, with a comma more than when it was kept",
        "The file from your backup, or as `git checkout` gives it back",
    ),
    Code(
        "archive-missing",
        "Every text or picture that a record names stands in content/archive/.",
        "Records name texts by their digests, so that a thousand schools keep them once. "
        "Without the text nobody can say what was adopted.",
        "content/archive/3f/3f94….json was deleted to save room",
        "content/archive/ is kept whole, and copied with schools/",
    ),
    Code(
        "record-altered",
        "A record of a decision is never changed after it was sealed.",
        "It says what governors adopted. Its last line is a digest of all above, so that a change is noticed.",
        f"{_PATH}/2026-07-03.yml, with another date typed over its own",
        "The record as it was, and beside it a note that rights it",
    ),
    Code(
        "record-chain-broken",
        "Each record names the seal of the record before it, and the first one names none.",
        "Otherwise a decision could be taken away, or one be put between others later, and nobody would notice.",
        f"{_PATH}/2025-07-03.yml was deleted, and 2026-07-03.yml follows it",
        "All records of a policy stand in its folder",
    ),
    Code(
        "record-copy",
        "Beside a record stands no second copy of it.",
        "OneDrive, Dropbox and Windows make copies. Records never change, so a copy has nothing to say.",
        f"{_PATH}/2026-07-03-DESKTOP-4711.yml",
        f"{_PATH}/2026-07-03.yml, and no other",
    ),
    Code(
        "record-misplaced",
        "A record stands in the folder of its school and policy, under the day of its decision.",
        "Its name is part of the web address of the version, which governors and readers quote.",
        f"{_PATH}/2026-07-04.yml, which was adopted on 3 July 2026",
        f"{_PATH}/2026-07-03.yml",
    ),
    Code(
        "record-unreadable",
        "A sealed record says what this program can read.",
        "A newer Policypress may write what an older one does not know. It must not be published in part.",
        'format: "2"',
        'format: "1"',
    ),
)
