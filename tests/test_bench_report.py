"""What the bench writes: charts that can be heard and seen, goals that are judged, Markdown that Hugo reads alike."""

from __future__ import annotations

from xml.etree import ElementTree

from bench.charts import Bar, chart
from bench.figures import Figures
from bench.goals import Goal, figure, goal_table
from bench.peers.hugo_site import converted

SVG = "{http://www.w3.org/2000/svg}"


def test_a_chart_says_in_words_what_its_bars_show() -> None:
    picture = chart("Pages <a second>", "two cores", [Bar("ours & others", 8000, "8,000", ours=True), Bar("x", 5, "5")])
    tree = ElementTree.fromstring(picture)
    assert tree.get("role") == "img"
    assert tree.findtext(f"{SVG}title") == "Pages <a second>"
    described = tree.findtext(f"{SVG}desc") or ""
    assert "logarithmic" in described
    assert "ours & others: 8,000; x: 5." in described
    labels = [element.text for element in tree.iter(f"{SVG}text")]
    for label in ("ours & others", "8,000", "x", "5", "10", "100", "1,000"):
        assert label in labels
    assert "style=" not in picture


def test_bars_are_as_long_as_their_figures_when_these_lie_near() -> None:
    tree = ElementTree.fromstring(chart("Seconds", "two cores", [Bar("a", 4, "4 s"), Bar("b", 2, "2 s")]))
    _, long, short = (float(element.get("width", "")) for element in tree.iter(f"{SVG}rect"))
    assert long == 2 * short


def test_a_goal_that_falls_short_says_what_stands_in_the_way() -> None:
    met = Goal("pages against Hugo", 5, 12.34, " times", most=False, aim=10)
    short = Goal("no change", 1, 1.5, " s", why="Everything is hashed.")
    table = goal_table([met, short])
    assert "| pages against Hugo | at least 5 times | 10 times | 12 times | met, and the aim |" in table
    assert "| no change | at most 1 s |  | 1.50 s | **falls short** |" in table
    assert "- no change: 1.50 s. Everything is hashed." in table
    assert "Nothing falls short" in goal_table([met])


def test_figures_have_the_digits_that_count() -> None:
    assert [figure(n) for n in (0.0421, 0.678, 4.26, 57.3, 1234.5, 12345)] == [
        "0.042",
        "0.68",
        "4.3",
        "57",
        "1,234",
        "12,300",
    ]


def test_ratios_and_rates_are_of_medians() -> None:
    found = Figures({"ours": [1, 9, 2], "theirs": [4, 4, 4]}, {"pages": 10})
    assert found.ratio("ours", "theirs") == 0.5
    assert found.rate("ours", "pages") == 5
    assert found.spread("ours") == "1.00 to 9.00 s"


def test_hugo_gets_the_same_markdown_with_its_own_addresses() -> None:
    text = (
        "# <span>2</span> Scope {#section.scope}\n\n[Whom to tell](../index.md#whom)\n"
        '{ .pp-whom data-search-exclude="" }\n\n'
        '[AI](words.md#word.ai "Programs."){ .pp-term } and [law](https://law.example/){ #source.law }, '
        '[2.1](#scope-people){ .pp-number }\n\n<div class="pp-tell" markdown="1">\n'
    )
    assert converted(text, "social-media/scope.md") == (
        "# <span>2</span> Scope {#section.scope}\n\n[Whom to tell](../../#whom)\n{.pp-whom}\n\n"
        '[AI](../words/#word.ai "Programs.") and <a id="source.law"></a>[law](https://law.example/), '
        '[2.1](#scope-people)\n\n<div class="pp-tell">\n'
    )
    assert converted("[a](scope.md#x) [b](../index.md)", "social-media/index.md") == "[a](scope/#x) [b](../)"
