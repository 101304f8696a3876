"""Values to text: what the engines build pages and papers from. Pure functions, no files read."""
