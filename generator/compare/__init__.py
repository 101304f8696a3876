"""What differs between two editions. Pure functions over values; the library is out of reach."""
