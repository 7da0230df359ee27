# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
SCENARIO ?= the-drop-in
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test explore check format bench clean

run: $(VENV)/.run
	$(BIN)/snogmarry run $(SCENARIO)

test: check
	$(BIN)/python -m pytest -n auto --dist worksteal --hypothesis-profile=ci

# Property tests with cases that were never tried; `make test` tries the same ones each time.
explore: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist worksteal -m hypothesis --hypothesis-profile=default

check: $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "snogmarry needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --upgrade "pip>=25.1"

$(VENV)/.run: pyproject.toml $(BIN)/python
	$(PIP) install --quiet --editable ".[pdf]"
	touch $@

$(VENV)/.dev: pyproject.toml $(BIN)/python
	$(PIP) install --quiet --editable . --group dev
	touch $@ $(VENV)/.run
