"""The merge tags of mail tools: what a tool puts a value in place of, in a letter that is pasted into it."""

from __future__ import annotations

import re

_PAIRS = (("{{", "}}"), ("{%", "%}"), ("*|", "|*"), ("%%", "%%"), ("<%", "%>"), ("[[", "]]"))
_WORDS = r"%[\w.-]+%|\{\$?[\w.-]+\}|\[[\w.-]+\]"

TAG = "|".join([*(rf'{re.escape(a)}[^{re.escape(a + z)}<>"]+{re.escape(z)}' for a, z in _PAIRS), _WORDS])
"""The pattern of a tag where an address is wanted."""

OPENERS = (*(opener for opener, _ in _PAIRS), "{$")
"""The two characters with which tags begin that tools obey in any text; `[word]` and `%word%` are for prose, too."""
