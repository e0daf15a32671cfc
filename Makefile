# handhold: `make demo` shows it, `make test` proves it. Each installs what it misses.
.DEFAULT_GOAL := help
PY := .venv/bin/python
STAMP := .venv/.ready

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /  /'

$(STAMP): requirements/dev.txt package-lock.json pyproject.toml web/setup.py
	@python3 web/setup.py
	@touch $(STAMP)

setup: $(STAMP) ## everything .venv/bin/handhold needs

check: $(STAMP) ## the quick gate, under a minute
	@$(PY) -m ruff format --check -q src tests web bench
	@$(PY) -m ruff check -q src tests web bench
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m pytest -m "not browser" -n 2 tests

.PHONY: help setup check
