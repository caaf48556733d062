# `make chat` and `make test` set up whatever they need; everything lives in $(VENV).
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Two more than there are cores, since many tests wait.
WORKERS = $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 2)")
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt

.PHONY: chat test check format snapshots clean
.DEFAULT_GOAL := chat

chat: $(VENV)/.songline
	@$(BIN)/songline

# Each worker and many tests start Python anew: what is compiled is kept, whatever the machine says.
test: $(VENV)/.songline-test
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/.songline-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.songline-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

snapshots: $(VENV)/.songline-test
	$(BIN)/python -m pytest tests/assistant/tui --snapshot-update

clean:
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Songline needs Python 3.11 or newer. Name one: make PYTHON=python3.12' >&2; exit 1; }
	@echo '==> 1/2 Making an environment in $(VENV)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.songline: pyproject.toml constraints.txt | $(BIN)/python
	@echo '==> 2/2 Installing Songline and its packages (a few minutes the first time)'
	$(INSTALL) --progress-bar on --editable .
	@touch $@

$(VENV)/.songline-test: pyproject.toml constraints.txt | $(BIN)/python
	@echo '==> 2/2 Installing Songline with its test tools (a few minutes the first time)'
	$(INSTALL) --editable '.[test]'
	@touch $@ $(VENV)/.songline
