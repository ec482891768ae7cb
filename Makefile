# Two commands are enough: `make issue` and `make test`. Everything else is for those who work on the code.
#
# Environments are made once and again only when what they are made of changes; versions are pinned in constraints.txt.

# The first Python that is new enough and can make environments; PYTHON=… chooses another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
RUN := .venv/bin
DEV := .venv-dev/bin
WEEKLY := examples/weekly
INSTALL := -m pip install --quiet --disable-pip-version-check --no-input -c constraints.txt

.PHONY: issue preview test check coverage format lint types wheel bench constraints clean help

help:  ## Say what there is.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

issue: .venv/installed  ## Make the issue of examples/weekly, with no key and no network.
	@$(RUN)/summarizer -C $(WEEKLY) issue
	@echo
	@echo "Look at it in a browser:   $(RUN)/summarizer -C $(WEEKLY) preview"
	@echo "Edit it:                   $(WEEKLY)/issues/<name>/issue.md, then $(RUN)/summarizer -C $(WEEKLY) render"

preview: issue  ## Make that issue and look at it in a browser.
	@$(RUN)/summarizer -C $(WEEKLY) preview

test: .venv-dev/installed  ## Run all tests in a test environment of their own, with a browser.
	@$(DEV)/python tests/bring_browser.py
	@$(DEV)/python -m pytest -q -n 2 --dist loadgroup

check: lint types coverage wheel  ## All that CI asks: style, types, every test with coverage, the wheel.

lint: .venv-dev/installed
	@$(DEV)/ruff format --check .
	@$(DEV)/ruff check .

types: .venv-dev/installed
	@$(DEV)/mypy

coverage: .venv-dev/installed
	@$(DEV)/python tests/bring_browser.py
	@$(DEV)/python -m pytest -q -n 2 --dist loadgroup --cov --cov-report=term

wheel: .venv-dev/installed  ## Build the wheel, install it in an empty environment elsewhere, make an issue from there.
	@$(DEV)/python tests/try_wheel.py

bench: .venv-dev/installed  ## Measure what the README says of speed and of the built-in summarizer.
	@$(DEV)/python -m tests.benchmarks

format: .venv-dev/installed  ## Put the code in form.
	@$(DEV)/ruff format .
	@$(DEV)/ruff check --fix .

constraints: .venv-dev/installed  ## Pin the newest versions that pass; names and versions only, no addresses.
	@$(DEV)/python tests/pin.py

clean:  ## Remove the environments and what was built; examples/weekly/issues stays.
	rm -rf .venv .venv-dev dist build

# A marker file, written last: an environment that was cut off in the making is made again.
.venv/installed: pyproject.toml constraints.txt
	@rm -f $@
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with venv (Debian: python3-venv)"; exit 1; }
	@test -x $(RUN)/python || $(PYTHON) -m venv .venv
	@echo "Installing summarizer into .venv (once)"
	@$(RUN)/python $(INSTALL) -e .
	@touch $@

.venv-dev/installed: pyproject.toml constraints.txt
	@rm -f $@
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, with venv (Debian: python3-venv)"; exit 1; }
	@test -x $(DEV)/python || $(PYTHON) -m venv .venv-dev
	@echo "Installing summarizer and what its tests need into .venv-dev (once)"
	@$(DEV)/python $(INSTALL) --upgrade 'pip>=25.1'
	@$(DEV)/python $(INSTALL) -e '.[all]' --group dev
	@touch $@
