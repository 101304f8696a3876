"""Details that wordings read: whether they are declared, asked for, and used as what they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.checks.authored import Authored
from generator.checks.inspection import Inspection
from generator.checks.words import meant
from generator.formats.expressions import Expression
from generator.model.clause import Clause
from generator.model.library import Entry, OutlineSection
from generator.model.text import Hole, Literal
from generator.problems import Problem

_MANY = ("list", "paragraphs")
RESERVED = frozenset(
    (
        *("self", "super", "caller", "loop", "varargs", "kwargs", "context", "environment"),
        *("namespace", "range", "dict", "lipsum", "cycler", "joiner"),
        *("true", "false", "none", "and", "or", "not", "in", "is", "if", "else", "for", "block", "import", "from"),
    )
)
"""Words that mean something to Jinja."""
PHASES = ("nursery", "primary", "secondary", "all-through", "special")


def declared(inspection: Inspection) -> bool:
    """Whether the declarations could be read, so that a name can be called unknown."""
    return "variables.yml" not in inspection.library.unreadable


def variable_unknown(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """Every detail that a text reads is declared in content/variables.yml."""
    known = inspection.library.variables
    for name in text.variables:
        if name not in known and declared(inspection):
            message = f"{text.what} reads the detail “{name}”, which is not declared"
            hint = meant(name, known, "Declare it in content/variables.yml.")
            yield Problem("variable-unknown", text.where_variable(name), message, hint)


def optional_unguarded(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A text of the library reads an optional detail only when its clause asks for it with `when: has`."""
    for name in () if text.own else text.variables:
        variable = inspection.library.variables.get(name)
        if variable is not None and variable.optional and name not in text.guarded:
            message = f"{text.what} reads “{name}”, which a school may leave out"
            if text.clause:
                hint = f"Add `when: {{has: [{name}]}}` to the clause, or declare the detail without `optional`."
            else:
                hint = "Only a clause with `when: has` may read it; declare the detail without `optional`, or reword."
            yield Problem("optional-unguarded", text.where_variable(name), message, hint, see=(variable.where,))


def by_hand_outside_letter(inspection: Inspection) -> Iterator[Problem]:
    """A detail that is filled in by hand stands in the wordings of letters and forms only."""
    by_hand = frozenset(name for name, variable in inspection.library.variables.items() if variable.by_hand)
    sections = [section for _, outline in inspection.outlines() for section in outline.sections]
    rules = {name: section for section in reversed(sections) for name in _named_in(section) if section.kind == "rules"}
    for text in inspection.texts if by_hand else ():
        section = rules.get(text.clause)
        if section is not None or not (text.clause and text.in_markdown):
            yield from line_outside_letter(text, by_hand, section)


def line_outside_letter(text: Authored, by_hand: Collection[str], section: OutlineSection | None) -> Iterator[Problem]:
    """A problem for each detail of `by_hand` that `text`, which stands in no letter, reads."""
    for name in text.variables:
        if name in by_hand:
            stands = f"stands in “{section.id}”, which is no letter" if section else "is no letter"
            message = f"“{name}” is filled in by hand, and {text.what} {stands}"
            hint = (
                "Only a letter or a form has lines to write on. Put the clause into an annex with `kind: letter`, "
                "or use a detail that schools fill in."
            )
            see = (section.where,) if section else ()
            yield Problem("by-hand-outside-letter", text.where_variable(name), message, hint, see=see)


def _named_in(section: OutlineSection) -> Iterator[str]:
    for entry in section.entries:
        yield from (entry.clause,) if isinstance(entry, Entry) else (option.clause for option in entry.options)


def variable_name(inspection: Inspection) -> Iterator[Problem]:
    """The name of a detail begins with no word that expressions have a use for themselves."""
    for name, variable in inspection.library.variables.items():
        first = name.split(".")[0]
        if first in RESERVED:
            message = f"“{name}” cannot be the name of a detail: expressions use “{first}” themselves"
            yield Problem("variable-name", variable.where, message, "Begin it with another word, such as school.")


def when_unknown(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """`when:` names declared details, and phases that there are."""
    if declared(inspection):
        for key, names in (("has", clause.when.has), ("lacks", clause.when.lacks)):
            for number, name in enumerate(names):
                if name not in inspection.library.variables:
                    where = clause.places.get(f"when.{key}.{number}", clause.where)
                    hint = meant(name, inspection.library.variables, "Declare it in content/variables.yml.")
                    yield Problem("when-unknown", where, f"`when:` names the detail “{name}”, which is not there", hint)
    for number, phase in enumerate(clause.when.phase):
        if phase not in PHASES:
            where = clause.places.get(f"when.phase.{number}", clause.where)
            hint = f"There are: {', '.join(PHASES)}."
            yield Problem("when-unknown", where, f"`when:` names the phase “{phase}”, which no school has", hint)


def list_in_sentence(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A list or paragraphs stand alone in a paragraph, or in a sentence with the filter `sentence`."""
    for expression in text.expressions:
        variable = inspection.library.variables.get(expression.variable)
        if variable is None or variable.type not in _MANY or expression.filters:
            continue
        if text.in_markdown and _always_alone(text, expression.key):
            continue
        message = f"“{variable.name}” holds {_kind(variable.type)}, which cannot stand inside a sentence"
        hint = "Put the expression alone, with an empty line before and after it"
        hint += f", or write {{{{ {variable.name} | sentence }}}}." if variable.type == "list" else "."
        yield Problem("list-in-sentence", text.where_variable(variable.name), message, hint)


def _kind(variable_type: str) -> str:
    return "a list" if variable_type == "list" else "paragraphs"


def _always_alone(text: Authored, key: str) -> bool:
    """Whether each hole of `key` has an empty line, or nothing, before and after it."""
    runs = text.text.runs
    for index, run in enumerate(runs):
        if isinstance(run, Hole) and run.key == key:
            before = runs[index - 1] if index else Literal("\n\n")
            after = runs[index + 1] if index + 1 < len(runs) else Literal("\n\n")
            if not (isinstance(before, Literal) and before.text.endswith("\n\n")):
                return False
            if not (isinstance(after, Literal) and after.text.startswith("\n\n")):
                return False
    return True


def filter_wrong(text: Authored, inspection: Inspection) -> Iterator[Problem]:
    """A filter is given the kind of detail that it can use."""
    for expression in text.expressions:
        variable = inspection.library.variables.get(expression.variable)
        fault = _filter_fault(expression, variable.type) if variable else ""
        if fault:
            where = text.where_variable(expression.variable)
            yield Problem("filter-wrong", where, f"{{{{ {expression.key} }}}}: {fault}", "Take the filter out.")


_OF_LISTS = ("sentence", "sentence_cy")
_OF_DATES = ("date", "date_cy")


def _filter_fault(expression: Expression, kind: str) -> str:
    filters = expression.filters
    if not filters:
        return ""
    if kind == "list" and filters[0] not in _OF_LISTS:
        return f"“{filters[0]}” needs one line of text; begin with the filter “sentence”"
    if kind == "paragraphs":
        return "paragraphs take no filter"
    for name in filters[(kind == "list") :]:
        if name in _OF_LISTS:
            return f"“{name}” makes one line of a list, and this is one line"
    for name in filters[(kind == "date") :]:
        if name in _OF_DATES:
            return f"“{name}” needs a detail of the type date, and comes first"
    return ""


def variable_unused(inspection: Inspection) -> Iterator[Problem]:
    """A declared detail is read by a text or asked for by a clause; otherwise schools fill it in for nothing."""
    used = {name for text in inspection.texts for name in text.variables}
    for clause in inspection.library.clauses.values():
        used.update((*clause.when.has, *clause.when.lacks))
    for facts in inspection.facts.values():
        used.update(facts.variables)
    if inspection.library.unreadable:
        return  # what cannot be read may use it
    for name, variable in inspection.library.variables.items():
        if name not in used:
            message = f"the detail “{name}” is declared, but no wording uses it"
            hint = "Use it in a wording, or delete its declaration."
            yield Problem("variable-unused", variable.where, message, hint, severity="warning")


def variable_nested(inspection: Inspection) -> Iterator[Problem]:
    """No detail's name lies within another's: `school.name` and `school.name.short` cannot both be."""
    variables = inspection.library.variables
    for name, variable in variables.items():
        steps = name.split(".")
        for length in range(2, len(steps)):
            outer = ".".join(steps[:length])
            if outer in variables:
                message = f"the name “{name}” lies within the name of another detail, “{outer}”"
                hint = f"Rename it, for example to {outer}_{'_'.join(steps[length:])}."
                yield Problem("variable-nested", variable.where, message, hint, see=(variables[outer].where,))
