"""Marks that pass through the template and the inlining unharmed and are resolved in the finished letter.

premailer percent-encodes what an `href` may not hold, so that `{{ unsubscribe }}` would reach no mail tool: a plain
word stands in for it until the end. The other way round, a story that merely talks of `{{ name }}` or `*|NAME|*` must
not become a command to the mail tool that the letter is pasted into: a guard is put between the two characters.
"""

from __future__ import annotations

import re
import unicodedata

from feedpress.newsletter.mergetags import OPENERS
from feedpress.text import remover

UNSUBSCRIBE = "FPTOKunsubscribe"
_GUARD = "\ue0ff"  # private use: means nothing to anybody
_OBEYED = re.compile(
    "|".join(f"(?<={re.escape(head)})(?={re.escape(tail)})" for head, tail in (*OPENERS, (UNSUBSCRIBE[:5], "unsub")))
)
_GUARDED = re.compile(_GUARD + "(.)", re.DOTALL)

legal = remover(_GUARD)
"""Return a text without characters that XML forbids."""


def one_line(text: str) -> str:
    """Return `text` on one line, a space for every control and separator.

    Zl and Zp are separators that mail libraries take for line ends. Cf would catch the joiners that Persian needs.
    """
    shown = (" " if unicodedata.category(sign) in {"Cc", "Cs", "Co", "Zl", "Zp"} else sign for sign in text)
    return " ".join("".join(shown).split())


def disarm(text: str) -> str:
    """Return `text` without characters that XML forbids, and with a guard inside whatever a mail tool would obey."""
    return _OBEYED.sub(_GUARD, legal(text))


def bare(text: str) -> str:
    """Return `text` as it was before `disarm`."""
    return text.replace(_GUARD, "")


def splice_html(html: str, unsubscribe: str) -> str:
    """Resolve all marks in the finished `html`; `unsubscribe` is the link or the merge tag to put in."""
    # A reference such as &#123; shows the same brace to a reader and none to a mail tool.
    armed = _GUARDED.sub(lambda match: f"&#{ord(match[1])};", html)
    return armed.replace(UNSUBSCRIBE, unsubscribe.replace("&", "&amp;").replace('"', "&quot;"))


def splice_text(text: str, unsubscribe: str) -> str:
    """Resolve all marks in the finished text part as `splice_html` does in HTML."""
    return text.replace(_GUARD, "\N{WORD JOINER}").replace(UNSUBSCRIBE, unsubscribe)
