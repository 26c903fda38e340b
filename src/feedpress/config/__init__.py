"""Settings: feedpress.toml, the environment and the options go in, one frozen `Config` or every mistake comes out.

keys ── what there may be      forms ── what a value may be
places ── the line of a key    faults, conflicts ── what is wrong
reading ──▶ making ──▶ tables  timetable ── when a job is due
describe ── the sample file and the documentation, from the keys
"""

from feedpress.config.making import LOCAL_URL
from feedpress.config.reading import line, read
from feedpress.config.tables import Config, Corpus, Feeds, Items, Job, Part
from feedpress.given import FILE, STATE

__all__ = [
    "FILE",
    "LOCAL_URL",
    "STATE",
    "Config",
    "Corpus",
    "Feeds",
    "Items",
    "Job",
    "Part",
    "line",
    "read",
    "sample",
]


def sample() -> str:
    """Write the commented feedpress.toml of a new site, which holds the defaults."""
    from feedpress.config import describe  # only `init` needs it

    return describe.sample()
