"""Measures whole processes: `make bench` writes bench/RESULTS.md."""
