"""How the newsletter is made: the tables of the configuration that speak of it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Brand(Struct, frozen=True, kw_only=True):
    """The newsletter's own look: the `[newsletter.brand]` table. Colours are `#rrggbb`, "" keeps the shipped one."""

    logo: str = ""
    logo_width: int = 0
    accent: str = ""
    accent_dark: str = ""
    font: str = ""


class Newsletter(Struct, frozen=True, kw_only=True):
    """How editions are made: the `[newsletter]` table. `subject` and `preheader` are Jinja2 templates."""

    title: str = ""
    subject: str = "{{ site.title }} · {{ edition.date }}"
    preheader: str = ""
    sender: str = ""
    reply_to: str = ""
    address: str = ""
    unsubscribe_url: str = ""
    intro: str = "intro.md"
    min_items: int = 1
    items: int = 12
    content: Literal["full", "summary"] = "summary"
    draft: bool = True
    brand: Brand = Brand()
