"""Library and school to a closed edition. Pure functions over values."""
