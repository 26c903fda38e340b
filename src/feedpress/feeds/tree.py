"""A feed's bytes go in, the root of its XML comes out: no entity is resolved, nothing fetched, no size refused."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree

Node: TypeAlias = Any  # an element of lxml, which has no types


def root_of(data: bytes) -> Node:
    """Return the root of `data`; raise ValueError, which says where, if it is not well-formed."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
