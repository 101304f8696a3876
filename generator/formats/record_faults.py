"""What is said of records that were altered, copied, or lost what they name: which school, policy, version, clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.formats.record_archive import archive_path
from generator.formats.record_seal import altered_line
from generator.problems import Location, Problem

_NUMBER = re.compile(r'^number: "?([\w.-]{1,20})"?$', re.MULTILINE)
_CLAUSE = re.compile(r" +- \{id: \"?([a-z][a-z0-9-]*)\"?[,}]|  ([a-z][a-z0-9-]*): \{(?:staff|pupil|parent): ")
_AUDIENCE = re.compile(r" +- audience: (staff|pupil|parent)")
_DETAIL = re.compile(r" +- \{key: (\"[^\"]*\"|[^,]*),")
_LISTS = {"frame": "its title, summary and slip", "glossary": "its glossary", "sources": "its sources"}
_RESTORE = (
    "Bring the file back as it was: from your backup, or with `git checkout -- {path}` if you use git. "
    "What is to be put right in a record is added to it with `policypress note`."
)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The file of a record: its path, whose it is by the folder it lies in, and its text. A proposal has no policy."""

    path: str
    school: str
    policy: str
    text: str

    @property
    def called(self) -> str:
        """How a message names it: “version 2 of social-media of millfields (2026-11-20.yml)”."""
        number = _NUMBER.search(self.text)
        what = f"version {number[1]} of" if number and "\nrecord: version\n" in self.text else "the record of"
        name = self.path.rpartition("/")[2]
        return f"{what} “{self.policy}” of {self.school} ({name})" if self.policy else f"the proposal {name}"


def altered(file: RecordFile) -> Problem:
    """The seal does not fit: where it can be told, the first line that was changed, and the clause there."""
    line = altered_line(file.text)
    about = _about(file.text, line)
    message = f"{file.called} was altered after it was sealed{f', in {about}' if about else ''}"
    return Problem("record-altered", Location(file.path, line), message, _RESTORE.format(path=file.path))


def unreadable(file: RecordFile, why: str) -> Problem:
    """The seal fits, and yet the record says what this program cannot read."""
    message = f"{file.called} cannot be read: {why}"
    hint = "It was perhaps written by a newer Policypress: install that one, and try again."
    return Problem("record-unreadable", Location(file.path), message, hint)


def misplaced(file: RecordFile, where: str) -> Problem:
    """The record lies elsewhere, or is called otherwise, than what it says of itself."""
    message = f"{file.called} is the record of another school, policy or day: its place is {where}"
    return Problem("record-misplaced", Location(file.path), message, "Move it back to that place, under that name.")


def copy(path: str, school: str) -> Problem:
    """A second copy, which a sync program or a person made."""
    message = f"this looks like a second copy of a record of {school}, such as OneDrive or Dropbox make"
    hint = "Records never change: if `check` finds no fault in the one with the plain name, delete this copy."
    return Problem("record-copy", Location(path), message, hint)


def misnamed(path: str, school: str) -> Problem:
    """A file that is called as no record is."""
    message = f"this is no name of a record of {school}: records are named after their day, such as 2026-09-01.yml"
    hint = "Move it elsewhere if it is no record. If it is one, give it back the name that it had."
    return Problem("record-misplaced", Location(path), message, hint)


def archive_missing(name: str, file: RecordFile) -> Problem:
    """A text or picture that a record needs is not in the archive."""
    message = f"this file is missing, and {_needs(file, name)}"
    path = archive_path(name)
    return Problem("archive-missing", Location(path), message, _bring(path), _uses(file, name), school=file.school)


def archive_altered(name: str, file: RecordFile) -> Problem:
    """A text or picture that a record needs is not what was kept."""
    message = f"this file was altered after it was kept, and {_needs(file, name)}"
    path = archive_path(name)
    return Problem("archive-altered", Location(path), message, _bring(path), _uses(file, name), school=file.school)


def _bring(path: str) -> str:
    return f"Bring it back as it was: from your backup, or with `git checkout -- {path}` if you use git."


def _needs(file: RecordFile, name: str) -> str:
    uses = _uses(file, name)
    about = _about(file.text, uses[0].line) if uses else ""
    return f"{file.called} needs it{f' for {about}' if about else ''}"


def _uses(file: RecordFile, name: str) -> tuple[Location, ...]:
    """The first line of the record that names the file `name` of the archive."""
    begins = re.compile(rf"\b{re.escape(name[:12])}")
    for number, line in enumerate(file.text.split("\n"), start=1):
        if begins.search(line):
            return (Location(file.path, number),)
    return ()


def _about(text: str, line: int) -> str:
    """What a line of a record is about: “the clause “be-kind” for staff”; "" when that cannot be told."""
    lines = text.split("\n")[:line]
    if not lines:
        return ""
    if clause := _CLAUSE.match(lines[-1]):
        about = f"the clause “{clause[1] or clause[2]}”"
    elif detail := _DETAIL.match(lines[-1]):
        about = "the detail “{}”".format(detail[1].strip('"'))
    else:
        name = lines[-1].partition(":")[0].strip(" -")
        about = _LISTS.get(name, f"“{name}”" if re.fullmatch("[a-z-]{1,20}", name) else "")
    audience = next((found[1] for each in reversed(lines) if (found := _AUDIENCE.match(each))), "")
    indented = lines[-1].startswith("    ") and about
    return f"{about} for {audience}" if audience and indented else about
