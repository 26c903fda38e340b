"""Tell whether a drawing does more than to be looked at: opened by itself, an SVG file runs as a page of the site."""

from __future__ import annotations

import re

from lxml import etree

_ACTIVE = frozenset({"script", "iframe", "object", "embed", "handler", "listener", "form", "meta", "base", "link"})
_CODE = re.compile(r"(?:^|;)(?:javascript:|vbscript:|data:(?:text/|application/))", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]+")


def is_harmless(data: bytes) -> bool:
    """Say whether `data`, an SVG file, holds no script, no handler of an event and no address that is code.

    One that cannot be read as XML may be anything, and is not. It is read as UTF-8: under a name that a browser does
    not know, it would read another text. Attributes may stand in the document type, for all elements of a name.
    """
    if b"<!ATTLIST" in data:
        return False
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return False
    above = root.itersiblings(preceding=True)
    return not any(one.tag is etree.PI for one in above) and all(map(_is_still, root.iter(etree.Element)))


def _is_still(element: etree._Element) -> bool:
    name = str(element.tag).rpartition("}")[2].lower()
    named = ((str(key).rpartition("}")[2].lower(), str(value)) for key, value in element.attrib.items())
    return name not in _ACTIVE and not any(
        (value if key == "attributename" else key).startswith("on") or _CODE.search(_BLANK.sub("", value))
        for key, value in named
    )
