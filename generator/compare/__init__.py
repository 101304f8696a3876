"""What differs between two editions. Pure functions over values; the library is out of reach."""

from generator.compare.applying import apply
from generator.compare.comparing import compare
from generator.compare.redlining import redline
from generator.compare.weighing import weighs, wrongly_editorial

__all__ = ["apply", "compare", "redline", "weighs", "wrongly_editorial"]
