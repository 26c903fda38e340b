# make            a virtual environment, feedpress in it, the sample site in dist/
# make test       every check and test that needs nothing but Python
# make test-real  the tests that drive other programs: Chromium, nginx, systemd, feed readers, validators
# make eval       the figures of normalization on labelled documents (FEEDPRESS_ACCEPTANCE)
# make pictures   the pictures of the documentation, into docs/pictures/
# make bench      feedpress beside Hugo and Pelican, into docs/performance.md (make bench BENCH=--large: an hour)
# A stamp in the environment marks what is installed, so that a second run starts at once.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest
# Where Python is told to write no bytecode, each start would compile the program again: half of a build with nothing to do.
COMPILE := $(BIN)/python -m compileall -q src

# program:package of Debian
PROGRAMS := chromium:chromium nginx:nginx-light systemd-analyze:systemd spamassassin:spamassassin newsboat:newsboat r2e:rss2email sfeed_update:sfeed java:default-jre-headless
export PATH := $(PATH):/usr/sbin:/sbin

.PHONY: site check test test-real eval bench pictures programs
.DELETE_ON_ERROR:

site: $(VENV)/installed
	@$(COMPILE)
	@$(BIN)/feedpress build
	@echo "Open dist/index.html (the site) and dist/newsletter/draft/email.html (the next letter)."

# What the tests of a file share is made once (loadfile). Coverage doubles the time: tests that go the same ways again
# and again are marked `no_cover`.
test: check
	@$(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder -q --cov --cov-report=term --cov-fail-under=95

check: $(VENV)/installed-dev
	@$(COMPILE)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports

test-real: $(VENV)/installed-real programs
	@$(PYTEST) -q -m "real or browser"

# The labelled documents are not part of the repository: FEEDPRESS_ACCEPTANCE names the folder that has them.
eval: $(VENV)/installed-dev
	@test -n "$(FEEDPRESS_ACCEPTANCE)" || { echo "Set FEEDPRESS_ACCEPTANCE to the folder with eval/score.py." >&2; exit 1; }
	@$(BIN)/python tools/evaluate.py $(FEEDPRESS_ACCEPTANCE)/eval/score.py $(BIN)/feedpress

pictures: $(VENV)/installed-real programs
	@$(BIN)/python tools/pictures.py

# What is measured is installed as a user would, alone: extras change the work.
bench: $(VENV)/installed-bench build/bench/venv/made
	@build/bench/venv/bin/python -m pip install -qq --disable-pip-version-check --force-reinstall --no-deps .
	@$(BIN)/python bench/run.py --feedpress build/bench/venv/bin/feedpress $(BENCH)

build/bench/venv/made: pyproject.toml
	@mkdir -p build/bench
	@$(PYTHON) -m venv build/bench/venv
	@build/bench/venv/bin/python -m pip install -qq --disable-pip-version-check . 'pytest-benchmark>=4'
	@touch $@

$(VENV)/made:
	@echo "Making $(VENV) and installing into it (once)."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml
	@$(PIP) -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/made pyproject.toml
	@$(PIP) -e '.[dev,language]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-real: $(VENV)/installed-dev
	@$(PIP) -e '.[dev,language,real]'
	@touch $@

$(VENV)/installed-bench: $(VENV)/made pyproject.toml
	@$(PIP) -e '.[bench]'
	@touch $@ $(VENV)/installed

programs:
	@missing=; \
	for pair in $(PROGRAMS); do \
	  command -v "$${pair%%:*}" >/dev/null || missing="$$missing $${pair#*:}"; \
	done; \
	[ -n "$$missing" ] || exit 0; \
	echo "Missing:$$missing"; \
	if [ "$$(id -u)" = 0 ]; then as=; elif command -v sudo >/dev/null; then as="sudo -n"; \
	else echo "Neither root nor sudo: install the packages above, then run make test-real again." >&2; exit 1; fi; \
	as="$$as env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600"; \
	$$as update && $$as install -y --no-install-recommends fonts-dejavu-core fonts-liberation $$missing </dev/null >/dev/null
