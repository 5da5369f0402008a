# Détente. `make` alone lists what can be made.
# Everything works from .venv, made once from requirements.lock and again when that file or pyproject.toml changes.

SHELL  := bash
PYTHON ?= python3
ARGS   ?=
PREFIX ?=
BIN    := .venv/bin
STAMP  := .venv/.installed

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help setup play test check bench install lock clean

help:  ## list what can be made
	@echo "Détente: make ..."
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-7s %s\n", $$1, $$2 }' Makefile
	@echo "Options go in ARGS (make play ARGS='cuba-1962 --seed 7'), another Python in PYTHON (make setup PYTHON=python3.12)."

setup: $(STAMP)  ## make .venv with all that playing and working on the game need
	@echo "Ready. 'make play' starts a game, 'make test' runs the tests."

play: $(STAMP)  ## play the talks on Hong Kong against a bot, or another pack: ARGS='cuba-1962'
	@$(BIN)/detente solo $(ARGS)

test: $(STAMP)  ## run the tests on two cores; ARGS='tests/house -k words' picks some
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: $(STAMP)  ## lint, format, types and import contracts
	@echo "Lint (ruff check)"
	@$(BIN)/ruff check
	@echo "Format (ruff format)"
	@$(BIN)/ruff format --check
	@echo "Types (mypy --strict)"
	@$(BIN)/mypy
	@echo "Who may import whom (import-linter)"
	@$(BIN)/lint-imports

bench: $(STAMP)  ## measure beside the bare relay; ends with one JSON object
	@$(BIN)/python -m tests.bench $(ARGS)

install: $(STAMP)  ## install the game for a host into PREFIX (make install PREFIX=/opt/detente), without development tools
	@if [ -z "$(PREFIX)" ]; then echo "Say where: make install PREFIX=/opt/detente"; exit 1; fi
	@if [ -e "$(PREFIX)" ] && [ ! -e "$(PREFIX)/pyvenv.cfg" ]; then \
		echo "$(PREFIX) is there and was not made by this: choose another PREFIX, or move it away."; exit 1; fi
	@$(PYTHON) -m venv --without-pip "$(PREFIX)"
	@echo "Installing the packages of runtime.lock into $(PREFIX), each checked by its hash"
	@$(BIN)/python -m pip --python "$(PREFIX)/bin/python" install --quiet --no-input --require-hashes -r runtime.lock
	@rm -rf build/wheel && $(BIN)/hatchling build -t wheel -d build/wheel >/dev/null 2>&1 || { \
		echo "The wheel could not be built; try: $(BIN)/hatchling build -t wheel"; exit 1; }
	@$(BIN)/python -m pip --python "$(PREFIX)/bin/python" install --quiet --no-input --no-deps --no-index --force-reinstall build/wheel/*.whl
	@$(BIN)/python -m pip --python "$(PREFIX)/bin/python" check
	@echo "Ready: $(PREFIX)/bin/detente-server, detente and detente-pack."

# Needs uv only, so that a broken lock can be mended. The locks name packages and hashes, never where they came from.
UV_COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links
lock: | $(BIN)/uv  ## write both locks anew from pyproject.toml; ARGS=--upgrade takes the newest releases
	@echo "Resolving pyproject.toml for every platform and Python from 3.11 on"
	@$(UV_COMPILE) --all-extras --output-file requirements.lock $(ARGS)
	@$(UV_COMPILE) --extra fast --constraints requirements.lock --no-annotate --output-file runtime.lock
	@if grep -n '://' requirements.lock runtime.lock; then \
		echo "A lock names an address (above): it must hold names, versions and hashes only."; exit 1; fi
	@echo "requirements.lock pins $$(grep -c '^[a-z]' requirements.lock) packages, runtime.lock $$(grep -c '^[a-z]' runtime.lock) of them. The next make target installs them."

clean:  ## remove .venv, caches and built files; saves/ stays
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Removed .venv, caches and built files. saves/ is untouched."

$(BIN)/uv:
	@$(MAKE) --no-print-directory $(STAMP)

# pip may be .venv's own, or the outer Python's working on .venv (--python, since pip 22.3), or come from ensurepip,
# which Debian and others ship apart: any one of the three is enough.
$(STAMP): pyproject.toml requirements.lock
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) was not found. Détente needs Python 3.11 or newer: make setup PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Détente needs Python 3.11 or newer, but $(PYTHON) is $$($(PYTHON) -V 2>&1). Name a newer one: make setup PYTHON=python3.12"; \
		exit 1; }
	@if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		echo "Making .venv with $$($(PYTHON) -V)"; \
		$(PYTHON) -m venv --without-pip --clear .venv; fi
	@set -e -o pipefail; tty=0; if [ -t 1 ]; then tty=1; fi; \
	if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	elif $(PYTHON) -m pip --python $(BIN)/python --version >/dev/null 2>&1; then pip="$(PYTHON) -m pip --python $(BIN)/python"; \
	elif $(BIN)/python -m ensurepip >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else echo "$(PYTHON) has neither pip 22.3 or newer nor ensurepip. Install one of them (Debian: apt install python3-pip), then try again."; exit 1; fi; \
	echo "Installing the packages of requirements.lock, each checked by its hash (10 seconds, or a minute on a slow line)"; \
	$$pip install --no-input --require-hashes -r requirements.lock 2>.venv/setup.log \
		| awk -v all=$$(grep -c '^[a-z]' requirements.lock) -v tty=$$tty ' \
			/^(Collecting|Processing|Requirement already satisfied:)/ { n++; \
				if (tty) printf "\r\033[K  %d of %d", n, all; else if (n % 10 == 0) printf "  %d of %d\n", n, all; fflush() } \
			/^Installing collected/ { if (tty) printf "\r\033[K"; print "  all are here, unpacking"; fflush() }' \
		|| { echo; cat .venv/setup.log; echo "The packages could not be installed; what pip said stands above."; exit 1; }; \
	echo "Installing Détente itself from this checkout"; \
	$$pip install --quiet --no-input --no-deps --no-build-isolation --editable . 2>.venv/setup.log \
		|| { cat .venv/setup.log; echo "Détente itself could not be installed; what pip said stands above."; exit 1; }
	@touch $(STAMP)
