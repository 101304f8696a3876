"""The expression language of clauses: `{{ school.name }}` and `{{ school.name | possessive }}`, and nothing more.

Jinja2 parses and evaluates, in its sandbox and with strict undefined. Of its language only a dotted name and filters
from the documented set are let through, judged on Jinja's own syntax tree, so that no statement, call or condition can
stand in a policy. What can be nothing else is read without it: loading Jinja costs as much as checking fifty schools.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from generator.formats.filters import FILTERS
from generator.problems import Location, Problem

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST = 200
"""Characters between the braces: a name and all the filters there are need half as many."""

VARIABLE_NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_PLAIN = re.compile(r"\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\s*((?:\|\s*[a-z_]+\s*)*)")
_JINJA_WORDS = frozenset("and elif else false for if import in is none not or recursive true with without".split())
# No piece looks past the next brace: any text is read in time proportional to its length.
_PIECE = re.compile(r"\{\{([^{}]*)\}\}|(\{%[^{}]*%\}|\{%|%\}|\{#[^{}]*#\}|\{\{|\}\})")


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: the variable it reads, the filters in order, and its canonical form, which is its key."""

    variable: str
    filters: tuple[str, ...]

    @property
    def key(self) -> str:
        """`school.name | possessive`."""
        return " | ".join((self.variable, *self.filters))


@dataclass(frozen=True, slots=True)
class Found:
    """An expression where it stands in a text: from `start` up to `end`, in characters."""

    start: int
    end: int
    expression: Expression


class Names:
    """A step of a dotted name. Has no attribute of its own that a name could reach by mistake."""

    __slots__ = ("_inside",)

    def __init__(self, inside: Mapping[str, Any]) -> None:
        self._inside = inside

    def __getitem__(self, name: str) -> Any:
        return self._inside[name]


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    environment.filters.clear()
    environment.filters.update(FILTERS)
    environment.tests.clear()
    environment.globals.clear()
    return environment


def _walk(node: nodes.Expr) -> Expression | str:
    """The expression of a syntax tree, or what is wrong with it."""
    from jinja2 import nodes

    if isinstance(node, nodes.Filter) and node.node is not None:
        inner = _walk(node.node)
        if isinstance(inner, str):
            return inner
        if node.name not in FILTERS:
            return f"there is no filter “{node.name}”; there are {', '.join(sorted(FILTERS))}"
        if node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return f"the filter “{node.name}” takes nothing in brackets"
        return Expression(inner.variable, (*inner.filters, node.name))
    if isinstance(node, nodes.Getattr):
        inner = _walk(node.node)
        if isinstance(inner, str) or inner.filters:
            return inner if isinstance(inner, str) else "a filter stands after the whole name"
        return Expression(f"{inner.variable}.{node.attr}", ())
    if isinstance(node, nodes.Name):
        return Expression(node.name, ())
    return "only the name of a detail may stand here, with filters after it, such as {{ school.name | possessive }}"


@lru_cache(maxsize=4096)
def parse_expression(inner: str) -> Expression | str:
    """Parses what stands between the braces; gives what is wrong, as a sentence without its capital and full stop."""
    if len(inner) > LONGEST:
        return f"this expression has {len(inner):,} characters; {LONGEST} are the most"
    return _plain(inner) or _parsed(inner)


def _plain(inner: str) -> Expression | None:
    """A dotted name with filters that there are; None for all else, and where Jinja might have its own opinion."""
    match = _PLAIN.fullmatch(inner)
    if match is None or match.group(1).split(".")[0] in _JINJA_WORDS:
        return None
    filters = tuple(name.strip() for name in match.group(2).split("|")[1:])
    return Expression(match.group(1), filters) if all(name in FILTERS for name in filters) else None


def _parsed(inner: str) -> Expression | str:
    from jinja2 import TemplateSyntaxError, nodes

    try:
        body = _environment().parse("{{" + inner + "}}").body
    except TemplateSyntaxError as fault:
        return f"this expression cannot be read ({(fault.message or '').rstrip('.')})"
    except RecursionError:
        return "this expression is far too long"
    output = body[0] if len(body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        return "this expression cannot be read"
    found = _walk(output.nodes[0])
    if isinstance(found, Expression) and not VARIABLE_NAME.fullmatch(found.variable):
        return f"“{found.variable}” is not the name of a detail: names look like school.name"
    return found


def find_expressions(text: str, place: Callable[[int], Location]) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """All expressions of `text` in order, and problems for statements, comments, lone braces and bad expressions.

    `place` gives the location of a character offset.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    for match in _PIECE.finditer(text):
        where = place(match.start())
        if match.group(2) is not None:
            problems.append(_not_an_expression(match.group(2), where))
            continue
        parsed = parse_expression(match.group(1))
        if isinstance(parsed, str):
            hint = "Write the name of a declared detail, such as {{ school.name }}."
            problems.append(Problem("expression-syntax", where, parsed, hint))
        else:
            found.append(Found(match.start(), match.end(), parsed))
    return tuple(found), tuple(problems)


def _not_an_expression(piece: str, where: Location) -> Problem:
    if piece.startswith(("{%", "%}")):
        return Problem(
            "statement",
            where,
            "statements in {% %} are not allowed in a wording",
            "A condition belongs to a whole clause: use `when:` in its front matter, or a choice in the outline.",
        )
    if piece.startswith("{#"):
        return Problem("statement", where, "comments in {# #} are not allowed in a wording", "Remove the comment.")
    return Problem(
        "expression-syntax", where, f"“{piece}” stands alone here", "An expression has both: {{ school.name }}."
    )


def namespace(values: Mapping[str, object]) -> Mapping[str, Any]:
    """Dotted names to the nested form in which Jinja looks them up."""
    nested: dict[str, Any] = {}
    for name, value in sorted(values.items()):
        *steps, last = name.split(".")
        inside = nested
        for step in steps:
            if not isinstance(inside.get(step), dict):  # `check` reports a name that lies within another
                inside[step] = {}
            inside = inside[step]
        inside[last] = value
    return {name: _sealed(value) for name, value in nested.items()}


def _sealed(value: Any) -> Any:
    if isinstance(value, dict):
        return Names({name: _sealed(inner) for name, inner in value.items()})
    return value


@lru_cache(maxsize=4096)
def _compiled(key: str) -> Callable[..., Any]:
    return _environment().compile_expression(key, undefined_to_none=False)


def evaluate(expression: Expression, names: Mapping[str, Any]) -> object:
    """The value of `expression` in a `namespace`.

    Raises `jinja2.UndefinedError` for a name that is not there and `filters.FilterError` for a value that a filter
    cannot use. Without filters the value comes back as it is, a tuple for lists and paragraphs.
    """
    from jinja2 import StrictUndefined, UndefinedError

    result = _compiled(expression.key)(names)
    if isinstance(result, StrictUndefined):
        str(result)  # raises UndefinedError with Jinja's own message
    if not isinstance(result, str | tuple):  # a step of a name, or what Python has under one
        raise UndefinedError(f"{expression.variable} is not a detail")
    return result
