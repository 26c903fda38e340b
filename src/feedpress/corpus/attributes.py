"""Find what Markdown's dialects add for the generator's sake: attributes, anchors, abbreviations, tables of contents.

    Text.{: .lead}   ## Weir {#weir}   ![Quay](quay.png){width=50%}   *[HTML]: Hypertext   [TOC]   <div markdown="1">

The pattern is made for a verbose one that meets no code.
"""

from __future__ import annotations

import re

PATTERN = r"""
    (?P<contents>^[ ]{0,3}(?:[*+-]|\d{1,3}\.)[ \t][^\n]{0,200}\n[ ]{0,3}\{:\s?toc\b[^{}\n]{0,200}\}
      |^[ ]{0,3}(?:\[(?:TOC|\[(?:toc|TOC|_TOC_)\])\]|@\[(?:toc|TOC)\](?:\([^()\n]{0,100}\))?)[ \t]*$)
    |(?P<attributes>(?:^[ ]{0,3}(?:>[ ]?)?(?=\{:[^{}\n]{1,500}\}[ \t]*$)|(?<=[)\]*_`]))
        \{:\s?(?:[.\#][\w-]|[\w-]{1,50}=["'])[^{}\n]{0,500}\}
      |\{::(?:comment|nomarkdown|options)\b[^{}\n]{0,500}\}|\{:/[a-z]{0,20}\}
      |^[ ]{0,3}\{(?:[ ]?[.\#][\w-]{1,50}|[ ]?[\w-]{1,50}="[^"{}\n]{0,200}"){1,9}[ ]?\}[ \t]*$
      |\{\#[ -][^{}]{0,500}?\#\}
      |^[ ]{0,3}<(?:article|aside|blockquote|center|div|figure|p|section|[a-z]+-[a-z-]+)(?=[ ])[^<>\n]{0,300}?
        [ ]markdown(?:=["']?(?:1|block|span)["']?)?(?:[ ][^<>\n]{0,300})?>
      |^[ ]{0,3}\*\[(?=(?:[^\]\n]{0,30}?[A-Z]){2})[\w.&/+-]{2,30}\]:[ \t][^\n]*$
      |(?<![^\n]\n)^(?:[ ]{4}|\t)+(?::::|\#!)[A-Za-z][\w+-]*[ \t]*$)
    |(?P<linked>(?<=\))\{[ ]?(?:[.\#][\w-]|[\w-]{1,50}=)[^{}\n]{0,300}\}|[ ]=\d{0,4}%?x?\d{0,4}%?(?=\)))
    |(?P<anchor>[ \t]\{(?:(?:\#[\w.:-]|:[ ]?[\#.][\w-])[^{}\n]{0,200}|\.unnumbered|\.unlisted|-)\}[ \t]*$)"""
_LINK = re.compile(r"\]\([^()\n]{0,500}(?:\([^()\n]{0,99}\)[^()\n]{0,99})?\)?\Z")


def are_meant(match: re.Match[str]) -> bool:
    """Say whether what looks like attributes stands where they do: at the end of a heading, at a link or a picture."""
    if match["anchor"]:
        return match.string.startswith("#", match.string.rfind("\n", 0, match.start()) + 1)
    return not match["linked"] or _LINK.search(match.string, max(match.start() - 600, 0), match.start()) is not None
