"""The small words of languages: a text that is full of one language's needs no model to be told."""

from __future__ import annotations

from collections import Counter
from itertools import chain

SMALL_WORDS = {
    "de": "der die das und ist nicht ein eine zu den mit von auf für sich dem des im wie auch aus bei nach hat wird es",
    "en": "the of and to in is that for it was on are as with his they at be this have from or had by not but what",
    "es": "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya o este sí porque",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec cette",
    "it": "di e il la che in un a per è una del non con si da i le al dei della sono nel come anche più gli ma alla",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als bij maar door naar dan uit nog",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu",
}
LANGUAGES: dict[str, list[str]] = {}
"""The languages that each of the commonest words of prose, about thirty a language, belongs to."""
for _language, _words in SMALL_WORDS.items():
    for _word in _words.split():
        LANGUAGES.setdefault(_word, []).append(_language)

ENOUGH_WORDS = 40
CLEAR_SHARE = 0.15
CLEAR_LEAD = 2


def told_by(words: list[str]) -> str:
    """Return the language whose small words make up a clear share of `words`, "" where none does."""
    if len(words) < ENOUGH_WORDS:
        return ""
    counts = Counter(chain.from_iterable(filter(None, map(LANGUAGES.get, map(str.lower, words)))))
    (language, most), (_, second), *_ = [*counts.most_common(2), ("", 0), ("", 0)]
    is_clear = most >= CLEAR_SHARE * len(words) and most >= CLEAR_LEAD * second
    return language if is_clear else ""
