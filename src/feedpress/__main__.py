"""Run the command line: `python -m feedpress`."""

import sys

from feedpress.cli import run

sys.exit(run())
