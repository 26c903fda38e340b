"""Run the command line: `python -m feedpress`."""

import sys

from feedpress.cli import main

sys.exit(main())
