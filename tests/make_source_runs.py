"""Writes the digests that `test_content_sources.py` looks for.

    python tests/make_source_runs.py SOURCES NAMES

SOURCES is the folder of the source policies as text files. NAMES is a file with one name a line: schools, councils and
people that the sources name. Both stay outside the project. Telephone numbers and e-mail addresses are found by
themselves; a national service's number or domain, which anybody may print, is given in NAMES after a minus sign.
"""

from __future__ import annotations

import sys
from pathlib import Path

from source_runs import LONGEST_NAME, RUN, digest, emails, phones, runs, words

_HERE = Path(__file__).parent


def run_digests(sources: list[str]) -> set[str]:
    """A digest of each run of eight words."""
    return {digest(run) for text in sources for run in runs(text, RUN)}


def name_digests(sources: list[str], listed: list[str]) -> set[str]:
    """A digest of each listed name, telephone number and e-mail address; raises ValueError for a name too long."""
    free = {line[1:].strip().casefold() for line in listed if line.startswith("-")}
    found = {" ".join(words(line)) for line in listed if line.strip() and not line.startswith("-")}
    if too_long := [name for name in found if not 1 <= len(name.split(" ")) <= LONGEST_NAME]:
        raise ValueError(f"names have one to {LONGEST_NAME} words: {too_long}")
    found |= {reach for text in sources for reach in (*phones(text), *emails(text))}
    return {digest(name) for name in found if name not in free and name.rpartition("@")[2] not in free}


def main() -> None:
    """Reads the two arguments and writes both files."""
    folder, names_file = map(Path, sys.argv[1:3])
    sources = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    listed = names_file.read_text(encoding="utf-8").splitlines()
    for name, digests in (
        ("source_runs.txt", run_digests(sources)),
        ("source_names.txt", name_digests(sources, listed)),
    ):
        (_HERE / name).write_text("\n".join(sorted(digests)) + "\n", encoding="utf-8", newline="\n")
        print(f"{name}: {len(digests)} digests")


if __name__ == "__main__":
    main()
