"""What the site engine refuses, as a fault that is there without loading it."""

from __future__ import annotations


class SiteBuildError(Exception):
    """The site engine refused a source that we made; the text holds what it said."""
