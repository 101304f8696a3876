"""Makes generator/readability/words/ from SCOWL and setup/words/: `python setup/make_word_lists.py FOLDER`.

FOLDER is `final/` of SCOWL (Spell Checker Oriented Word Lists, http://wordlist.aspell.net/) 2020.12.07, which Debian
installs as /usr/share/dict/scowl (package `scowl`, 2020.12.07-2). Nothing is fetched from anywhere.

SCOWL sorts words by how common they are. Its sizes 10 and 20 are the frequency classes 7 and above of Brian Kelk's "UK
English Wordlist With Frequency Classification" (public domain) with the commonest words of Moby Words II (public
domain); size 35 adds Kelk's classes 2 to 6 and what 11 of 12 dictionaries hold (12Dicts, public domain).

How common a word is in print for grown-ups says little about what a child meets: “appropriate” is common, “hamster” is
not. What is hard in policies are the long words and some formal short ones. So:

- a reader of ten knows the words of sizes 10 to 35 with one or two syllables, but for `short-words-not-for-ten.txt`
  and `not-for-parents.txt`, and of longer ones those in `longer-words-for-ten.txt`; and `newer-words.txt`;
- a grown-up knows these, the other words of sizes 10 and 20 and the short ones of size 35, but for
  `not-for-parents.txt`, and `longer-words-for-parents.txt`.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Set
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from generator.readability.vocabulary import bases  # noqa: E402

WORDS = HERE.parent / "generator/readability/words"
SIZES = (10, 20, 35)
NOTICE = "Made by setup/make_word_lists.py from SCOWL, modified; do not edit. NOTICE.txt has its licence."


def of_size(folder: Path, size: int) -> set[str]:
    """The plain words of one size, British and common spelling, in small letters."""
    words: set[str] = set()
    for spelling in ("english", "british"):
        text = (folder / f"{spelling}-words.{size}").read_bytes().decode("latin-1")
        words.update(word for word in text.split() if word.isascii() and word.isalpha() and word.islower())
    return words


def by_hand(name: str) -> set[str]:
    """A list of setup/words/."""
    lines = (HERE / "words" / name).read_text("utf-8").splitlines()
    return {word.lower() for line in lines if not line.startswith("#") for word in line.split()}


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e: near enough to tell short words from long ones."""
    return max(1, len(re.findall("[aeiouy]+", re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word))))


def without(words: set[str], hard: set[str], kept: set[str]) -> set[str]:
    """`words` without the hard ones and their forms; `kept` stay in any case."""
    return {word for word in words if word in kept or not (word in hard or any(base in hard for base in bases(word)))}


def base_words(words: Set[str], known: Set[str] = frozenset()) -> set[str]:
    """`words` without those that are known to be forms of another of them, or of one that is `known`."""
    kept: set[str] = set()
    for word in sorted(words - known, key=lambda word: (len(word), word)):
        one_step = set(bases(word))
        steps = one_step.union(*(bases(base) for base in one_step))
        if steps.isdisjoint(kept) and steps.isdisjoint(known):
            kept.add(word)
    return kept


def write(name: str, words: set[str], says: str) -> None:
    """Writes one list, wrapped, under its notice."""
    head = f"# {says}\n# {NOTICE}\n"
    body = textwrap.fill(" ".join(sorted(words)), 116, break_on_hyphens=False, break_long_words=False)
    (WORDS / name).write_text(f"{head}{body}\n", "utf-8", newline="\n")
    print(f"{name}: {len(words)} words")


def main(folder: Path) -> None:
    """Makes both lists."""
    sizes = {size: of_size(folder, size) for size in SIZES}
    all_of_them = set[str]().union(*sizes.values())
    newer = by_hand("newer-words.txt")
    long_for_ten = by_hand("longer-words-for-ten.txt")
    long_for_parents = by_hand("longer-words-for-parents.txt")
    short = {word for word in all_of_them if syllables(word) <= 2}
    hard = by_hand("not-for-parents.txt")
    ten = without(short, hard | by_hand("short-words-not-for-ten.txt"), newer) | long_for_ten | newer
    grown_up = without(short | sizes[10] | sizes[20], hard, newer | long_for_parents) | long_for_parents
    for_ten = base_words(ten)
    write("ten.txt", for_ten, "What a reader of ten meets.")
    write("grown-up.txt", base_words(grown_up, for_ten), "What a grown-up meets beside them.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
