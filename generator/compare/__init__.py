"""What differs between two editions. Pure functions over values; the library is out of reach."""

from generator.compare.comparing import compare

__all__ = ["compare"]
