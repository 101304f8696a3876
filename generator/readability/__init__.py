"""How hard a wording is to read: its sentences in words, and the words that its readers seldom meet."""

from generator.readability.limits import LIMITS, Limit, Reader, judged, reader_of
from generator.readability.measure import Measure, RareWord, measure
from generator.readability.ruler import Ruler

__all__ = ["LIMITS", "Limit", "Measure", "RareWord", "Reader", "Ruler", "judged", "measure", "reader_of"]
