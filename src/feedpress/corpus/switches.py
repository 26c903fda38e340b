"""Decide by what a document says of itself whether it is kept back: one table for heads, rows, pages and feeds alike.

Drafts, private pages and what takes a password are. So is what has a switch that cannot be read: nobody can take back
what was published by mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from feedpress.corpus.tree import Leaf, Tree, leaves, line_of
from feedpress.corpus.values import NO, NOT_YET, YES, Found, Wrong
from feedpress.model import SHOWN

Says: TypeAlias = Callable[[AbstractSet[str]], bool | None]
_LONGEST = 60
_ANSWER = 3  # words of the longest answer to yes or no
_UNPUBLISHED = frozenset(
    {"auto-draft", "draft", "hidden", "pending", "private", "skip", "soft_trashed", "trash", "unlisted", "unpublished"}
)


def _one_of(*words: str) -> Says:
    """Return what keeps a document back for one of `words` and for no other."""
    return lambda said: not said.isdisjoint(words)


def _none_of(*words: str) -> Says:
    """Return what keeps a document back for any word but `words`."""
    return lambda said: said.isdisjoint(words)


def _is_on(said: AbstractSet[str]) -> bool | None:
    return said <= YES if len(said) == 1 and said <= YES | NO else None


def _is_off(said: AbstractSet[str]) -> bool | None:
    """Say whether a document is not published: a day, as many write there, is no "no"."""
    return None if said & NOT_YET else bool(said & NO)


def _is_secret(said: AbstractSet[str]) -> bool:
    return not said <= NO


SAYS: Mapping[str, Says] = {  # `draft`, which alone may also say that the document is shown, last
    **dict.fromkeys(("published", "publish", "is_published", "public", "is_public", "dg_publish"), _is_off),
    **dict.fromkeys(("status", "state", "post_status", "publish_status", "publication_status"), _one_of(*_UNPUBLISHED)),
    **dict.fromkeys(("visibility", "access", "privacy"), _one_of(*_UNPUBLISHED, "members", "paid", "tiers")),  # Ghost
    "audience": _one_of("only_paid", "only_free", "founding"),  # Substack
    "stream": _one_of("draft"),  # Marmite
    **dict.fromkeys(("render", "list"), _one_of("never")),  # Hugo; `render: false` means many things
    "headless": _one_of("true"),  # Hugo
    "routable": _one_of("false", "0"),  # Grav
    "eleventyexcludefromcollections": _one_of(*YES),
    "password": _is_secret,  # Nikola, Hexo and WordPress show the text to those who know it
    **dict.fromkeys(
        ("private", "is_private", "hidden", "is_hidden", "unlisted", "deleted", "encrypt", "is_draft", "draft"), _is_on
    ),
}
"""What keeps a document back, by its key: true, false, or None where the words under the key cannot be read."""
EXPORTED: Mapping[str, Says] = {  # plug-ins of WordPress have words of their own for what is not shown
    **dict.fromkeys(
        ("wp_status", "blogger_status"), _none_of("publish", "future", "inherit", "closed", "live", "scheduled")
    ),
    "wp_post_password": _is_secret,
    "draft": _is_on,
}
"""The same for entries of feeds, by feedparser's names; a topic of bbPress that is closed is seen."""
_IN_WORDS = frozenset(
    {
        "draft",
        "is_draft",
        "published",
        "publish",
        "status",
        "post_status",
        "visibility",
        "private",
        "hidden",
        "unlisted",
    }
)
"""Those among the keys that mean it in any line."""


def is_plain(key: str, text: str) -> bool:
    """Say whether a line of `key` and `text`, where none has to be metadata, can only mean to keep a document back."""
    return key in _IN_WORDS and SAYS[key]({text.strip().lower()}) is True


def is_prose(key: str, tree: Tree) -> bool:
    """Say whether what stands under `key` is no answer, but what an article is about: "Draft: true stories"."""
    return key in SAYS and isinstance(tree, Leaf) and not is_plain(key, tree.text) and tree.text.count(" ") >= _ANSWER


def reason(key: str, text: str) -> str:
    """Return why a document is kept back for the `text` under `key`, in words; nobody is told a password."""
    return key if key == "password" else f"{key}: {' '.join(text.split())[:_LONGEST]}".rstrip(": ")


def read(key: str, tree: Tree) -> Found:
    """Read why `key` keeps the document back, nothing where it does not; SHOWN stands for `draft: false`."""
    said = [leaf.text for leaf in leaves(tree)]
    is_back = SAYS[key]({text.lower() for text in said})
    if is_back is None:
        shown = repr(said[0][:_LONGEST]) if len(said) == 1 else "a list"
        what = f"`{key}` is {shown}, neither true nor false: the document is kept back"
        yield Wrong(line_of(tree), what, f"write {'a date, ' * key.startswith('publish')}true or false")
    if is_back is not False:
        yield Leaf(reason(key, ", ".join(said)), line_of(tree))
    elif key == "draft":
        yield Leaf(SHOWN, line_of(tree))
