"""The few styles of the page for what is missing. They stand in the page: it is shown at addresses of any depth."""

from __future__ import annotations

import base64
import hashlib

MISSING_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0; color: #1a1d21; background: #fff; font: 1.125rem/1.5 system-ui, -apple-system, sans-serif; }
main { max-width: 34em; margin: 0 auto; padding: 3rem 1rem; }
h1 { font-size: 1.8rem; line-height: 1.2; }
h2 { margin-top: 2.5rem; line-height: 1.2; }
a { color: #1d4f5c; }
@media (prefers-color-scheme: dark) {
  body { color: #e8eaed; background: #16181d; }
  a { color: #9cd0de; }
}
"""

STYLE_SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(MISSING_STYLE.encode()).digest()).decode()}'"
"""What a Content-Security-Policy says to allow exactly this style."""
