"""Policypress: one library of policy clauses, composed into every school's website and printable PDFs."""

__version__ = "0.1.0"
