"""Markdown to HTML by cmark-gfm, giving back the memory that its binding keeps.

cmarkgfm frees neither the tree of a document nor the HTML it renders: some 30 KB a document, which a build of many
thousands cannot spare. The library itself exports what frees them; where it does not, nothing is freed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from cmarkgfm import cmark

_lib, _ffi = cmark._cmark.lib, cmark._cmark.ffi  # noqa: SLF001 - the binding has no other door to the tree
Options = cmark.Options


def render(source: str, options: int, extensions: Sequence[str]) -> str:
    """Return `source` as HTML."""
    cmark.core_extensions_ensure_registered()
    parser = cmark.parser_new(options)
    try:
        for name in extensions:
            cmark.parser_attach_syntax_extension(parser, cmark.find_syntax_extension(name))
        cmark.parser_feed(parser, source)
        root = cmark.parser_finish(parser)
        html = _lib.cmark_render_html(root, options, cmark.parser_get_syntax_extensions(parser))
        text: str = _ffi.string(html).decode(errors="replace")  # `&#xFFFE;` comes as a byte that is no UTF-8
        free_tree, free_text = _freers()
        free_text(html)
        free_tree(root)
    finally:
        cmark.parser_free(parser)
    return text


@cache
def _freers() -> tuple[Callable[[Any], None], Callable[[Any], None]]:
    """Return what frees a tree and what frees a text."""
    return _freer(cmark._cmark.__file__, "cmark_node_free"), _freer(None, "free")  # noqa: SLF001


def _freer(library: str | None, name: str) -> Callable[[Any], None]:
    try:
        function = getattr(ctypes.CDLL(library), name)
    except (OSError, AttributeError):
        return lambda pointer: None  # noqa: ARG005
    function.argtypes, function.restype = (ctypes.c_void_p,), None
    return lambda pointer: function(int(_ffi.cast("uintptr_t", pointer)))
