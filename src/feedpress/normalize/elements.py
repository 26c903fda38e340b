"""Show a bare tag in Markdown that is none of HTML, SVG and MathML as the text that was meant: `<url>`, `Vec<u8>`.

Who writes `git clone <url>` or `Enter <your name>` means a word between angles; a parser would drop it without a word.
A component of MDX (`<Badge>new</Badge>`) is a tag; so is what has attributes, a hyphen or a colon.
"""

from __future__ import annotations

import re

_BARE = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9_]{0,40})((?:[ ][A-Za-z][A-Za-z0-9_]{0,40}){0,8})([ ]?/?)>")
_CLOSED = re.compile(r"</([A-Z]\w*)>")
# fmt: off
HTML = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div
    dl dt element em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
    header hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark
    marquee math menu menuitem meta meter nav nextid nobr noembed noframes noscript object ol optgroup option
    output p param picture plaintext portal pre progress q rb rbc rp rt rtc ruby s samp script search section select
    selectedcontent slot small source spacer span strike strong style sub summary sup svg table tbody td template
    textarea tfoot th thead time title tr track tt u ul var video wbr xmp
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_DRAWN = frozenset(  # by SVG and MathML, where one is in the text
    """
    animate animatemotion animatetransform circle clippath cursor defs desc discard ellipse feblend fecolormatrix
    fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight fedropshadow
    feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset
    fepointlight fespecularlighting fespotlight fetile feturbulence filter foreignobject g hatch hatchpath line
    lineargradient marker mask mesh metadata mpath path pattern polygon polyline radialgradient rect set solidcolor
    stop switch symbol text textpath tref tspan use view vkern hkern glyph glyphref

    annotation maction maligngroup malignmark menclose merror mfenced mfrac mglyph mi mlabeledtr mlongdiv mmultiscripts
    mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
# fmt: on


def spelled(html: str, *, is_mdx: bool = False) -> str:
    """Return `html` with the bare tags that are no elements as text; those of components stay, in MDX all of them."""
    closed = frozenset(_CLOSED.findall(html))
    known = HTML | _DRAWN if "<svg" in html or "<math" in html else HTML

    def spell(tag: re.Match[str]) -> str:
        slash, name, _, _ = tag.groups()
        is_component = name[0].isupper() and (is_mdx or slash or name in closed)
        return tag[0] if name.lower() in known or is_component else f"&lt;{tag[0][1:-1]}&gt;"

    return _BARE.sub(spell, html)
