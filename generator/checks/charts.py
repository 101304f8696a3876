"""Flow charts: each step leads somewhere, none leads back, and all fits on a page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inspection import Inspection
from generator.checks.words import meant
from generator.compose.charts import circles, edition_chart, way_through
from generator.formats.flow_layout import PRINTED_SIZE, PRINTED_TALLEST, printed
from generator.model.clause import Clause
from generator.model.library import LibraryChart
from generator.problems import Problem
from generator.words.strings import languages, say

_MOST_WORDS = 18


def chart_unknown(clause: Clause, inspection: Inspection) -> Iterator[Problem]:
    """A flow chart that a clause shows is in content/charts."""
    library, name = inspection.library, clause.shows.chart
    if name and name not in library.charts and f"charts/{name}" not in library.unreadable:
        message = f"“{clause.id}” shows the flow chart “{name}”, and there is none of that name"
        hint = meant(name, library.charts, f"Write it into content/charts/{name}.yml.")
        yield Problem("chart-unknown", clause.places.get("shows.chart", clause.where), message, hint)


def chart_step_unknown(inspection: Inspection) -> Iterator[Problem]:
    """A flow chart begins with one of its steps, and each answer leads to one."""
    for chart in inspection.library.charts.values():
        if chart.start not in chart.steps:
            message = f"this chart begins with “{chart.start}”, and has no such step"
            yield Problem("chart-step-unknown", chart.where, message, meant(chart.start, chart.steps, "Name a step."))
        for step in chart.steps.values():
            for answer in step.answers:
                if answer.to not in chart.steps:
                    message = f"the answer “{answer.says}” leads to “{answer.to}”, and there is no such step"
                    hint = meant(answer.to, chart.steps, "Name a step of this chart.")
                    yield Problem("chart-step-unknown", chart.places[step.id], message, hint)


def chart_step_unreached(inspection: Inspection) -> Iterator[Problem]:
    """Every step of a flow chart is reached from its beginning."""
    for chart in inspection.library.charts.values():
        # One wrong name would leave all that stands behind it unreached: it is reported alone.
        broken = any(answer.to not in chart.steps for step in chart.steps.values() for answer in step.answers)
        reached = () if broken else way_through(chart.start, chart.steps)
        for name in chart.steps if reached else ():
            if name not in reached:
                message = f"no answer leads to the step “{name}”"
                hint = "Lead an answer to it with `to:`, or delete it."
                yield Problem("chart-step-unreached", chart.places[name], message, hint)


def chart_circle(inspection: Inspection) -> Iterator[Problem]:
    """No step of a flow chart leads back to itself."""
    for chart in inspection.library.charts.values():
        turning = tuple(circles(chart.steps))
        if turning:
            message = f"answers lead from the step “{turning[0]}” back to it"
            hint = "Whoever follows the chart must come to an end: lead one of the answers elsewhere."
            see = tuple(chart.places[name] for name in turning[1:])
            yield Problem("chart-circle", chart.places[turning[0]], message, hint, see=see)


def chart_step_long(inspection: Inspection) -> Iterator[Problem]:
    """Questions, answers and what to do have at most 18 words."""
    for chart in inspection.library.charts.values():
        for step in chart.steps.values():
            for text in (step.text, *(answer.says for answer in step.answers)):
                count = len(text.split())
                if count > _MOST_WORDS:
                    message = f"“{text[:30].rstrip()} …” has {count} words, and a step may have {_MOST_WORDS}"
                    hint = "Say it shorter, and say the rest in a clause that the step names under `see`."
                    yield Problem("chart-step-long", chart.places[step.id], message, hint)


def chart_see_unknown(inspection: Inspection) -> Iterator[Problem]:
    """A clause to which a flow chart refers is in the library."""
    library = inspection.library
    for chart in library.charts.values():
        for step in chart.steps.values():
            for name in step.see:
                if name not in library.clauses and name not in library.unreadable:
                    message = f"the step “{step.id}” refers to “{name}”, and there is no such clause"
                    hint = meant(name, library.clauses, "The id of a clause is the name of its file without .md.")
                    yield Problem("chart-see-unknown", chart.places[step.id], message, hint)


def chart_too_tall(inspection: Inspection) -> Iterator[Problem]:
    """A flow chart fits on a page of A4."""
    for chart in inspection.library.charts.values():
        if _height(chart) > PRINTED_TALLEST:
            message = f"on A4 this chart is taller than a page ({round(_height(chart) / PRINTED_TALLEST, 1)} pages)"
            hint = "Say it shorter, let answers lead to the same step, or make two charts of it."
            yield Problem("chart-too-tall", chart.where, message, hint)


def _height(chart: LibraryChart) -> float:
    """In points, in the language in which it is tallest; 0 for a chart that other checks refuse."""
    known = chart.start in chart.steps
    known &= all(answer.to in chart.steps for step in chart.steps.values() for answer in step.answers)
    drawn = (printed(edition_chart(chart, ()), say("chart.go", each)) for each in (languages() if known else ()))
    return max((each.height * PRINTED_SIZE for each in drawn), default=0)
