"""Our own words in comparisons."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.comparison import ChangeClass, Kind, Part
from generator.model.edition import Audience, Strength

NO_CHANGE = "No change."

COUNTED: Mapping[Kind, str] = {
    "added": "added",
    "removed": "removed",
    "merged": "made by merging",
    "split": "split",
    "choice": "replaced by another option",
    "strength": "changed in strength",
    "reworded": "reworded",
    "chart": "with another flow chart",
    "moved": "moved",
    "laid out": "set out differently",
    "sources": "citing other laws or guidance",
}
"""As in “3 clauses added, 2 reworded”."""

KIND: Mapping[Kind, str] = {
    "added": "Added",
    "removed": "Removed",
    "merged": "Merged",
    "split": "Split",
    "choice": "Another option chosen",
    "strength": "Strength changed",
    "reworded": "Reworded",
    "chart": "Another flow chart",
    "moved": "Moved",
    "laid out": "Same words, set out differently",
    "sources": "Other laws or guidance cited",
}

CLASS: Mapping[ChangeClass, str] = {
    "law": "Law",
    "safety": "Safety",
    "improvement": "Improvement",
    "local": "School’s own",
    "fact": "Detail",
    "editorial": "Editorial",
    "unexplained": "Unexplained",
}

PART: Mapping[Part, str] = {
    "title": "Title",
    "summary": "Summary",
    "owner": "Owner",
    "whom to tell": "Whom to tell",
    "helpline": "Helpline",
    "slip statement": "Slip: statement",
    "slip return": "Slip: to whom it goes back",
    "slip date": "Slip: by when it goes back",
    "slip no consequence": "Slip: what happens without it",
    "section": "Section title",
    "glossary": "Word explained",
    "source": "Law or guidance cited",
}

AROUND: Mapping[Part, str] = {
    "title": "the title",
    "summary": "the summary",
    "owner": "the owner",
    "whom to tell": "whom to tell",
    "helpline": "helplines",
    "slip statement": "the slip",
    "slip return": "the slip",
    "slip date": "the slip",
    "slip no consequence": "the slip",
    "section": "section titles",
    "glossary": "words explained",
    "source": "laws and guidance cited",
}
"""As in “the title and section titles changed”."""

STRENGTH: Mapping[Strength, str] = {
    "must": "must",
    "must-not": "must not",
    "should": "should",
    "may": "may",
    "info": "information",
}

AUDIENCE: Mapping[Audience, str] = {"staff": "Staff edition", "pupil": "Pupil edition", "parent": "Parent edition"}

UNEXPLAINED = "No entry in the clause’s history says why."
ANOTHER_OPTION = "The school chose another of the options that are offered."
OWN_WORDING = "The school words this itself."
WRONGLY_EDITORIAL = "Called editorial, but a must, a number or an age is another one."
BEGINS: Mapping[str, str] = {"removed": "removed:", "added": "added:"}
ENDS: Mapping[str, str] = {"removed": "end of removed", "added": "end of added"}
"""What a screen reader says before and behind marked words."""
