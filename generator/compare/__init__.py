"""What differs between two editions. Pure functions over values; the library is out of reach."""

from generator.compare.applying import apply
from generator.compare.comparing import compare

__all__ = ["apply", "compare"]
