"""The language of a text: told by its small words, else by py3langid where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from feedpress.normalize.smallwords import told_by

_ENOUGH = 60  # letters: below, any answer is a guess
_SAMPLE = 1000
_SURE = 0.9

Classify = Callable[[str], tuple[str, float]]


def detect(text: str, default: str) -> str:
    """Return the BCP 47 tag of the language of `text`; `default` where it is the same language or nothing is sure."""
    words = text[:_SAMPLE].split()
    language = told_by(words) or _classified(" ".join(words))
    return default if language in {"", default.partition("-")[0].lower()} else language


def _classified(sample: str) -> str:
    classify = _classifier()
    if classify is None or sum(map(str.isalpha, sample)) < _ENOUGH:
        return ""
    language, sureness = classify(sample)
    return language if sureness >= _SURE else ""


@cache
def _classifier() -> Classify | None:
    """Load the model once a process; None where the extra "language" is not installed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    # the name of the loader changed with 0.4, when the model ceased to be a pickle
    load = getattr(LanguageIdentifier, "from_model_file", None) or LanguageIdentifier.from_pickled_model
    model = load(MODEL_FILE, norm_probs=True)
    classify: Classify = model.classify
    return classify
