# `make run` and `make test` are all a newcomer needs; each makes its own environment first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
EVERYTHING := $(VENV)/.everything
LOCK := pyproject.toml constraints.txt

SIZE ?= full

.PHONY: run test check bench soak format constraints clean help

help: ## Say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

run: $(INSTALLED) ## Start the bot; without TELEGRAM_BOT_TOKEN, in the sandbox
	$(BIN)/legwise run

test: $(EVERYTHING) ## Run the tests
	$(BIN)/pytest

check: $(EVERYTHING) ## Lint, types, import rules, flows and translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/translations.py check
	$(BIN)/legwise check --coverage

bench: $(EVERYTHING) ## Measure, beside its peers
	$(BIN)/python -m bench

soak: $(EVERYTHING) ## Break the bot for an hour or more (SIZE=small: some minutes), and report whether it kept its word
	$(BIN)/python -m soak --size $(SIZE)

format: $(EVERYTHING) ## Bring the code into its form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

constraints: $(EVERYTHING) ## Pin what is installed now
	$(BIN)/pip freeze --exclude-editable | grep -v '^legwise' > constraints.txt

clean: ## Take away what was made
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, not " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(EVERYTHING): $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(INSTALLED) $@
