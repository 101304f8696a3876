"""What records of decisions mean: which version holds on a day, and what may be decided next. Pure functions."""
