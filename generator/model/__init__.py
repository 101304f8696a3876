"""Frozen values that pass between the stages. Nothing here reads a file or renders text."""
