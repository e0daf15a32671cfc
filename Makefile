# handhold: `make demo` shows it, `make test` proves it. Each installs what it misses.
.DEFAULT_GOAL := help
.PHONY: help setup demo check test

PY := .venv/bin/python
READY := .venv/.ready
LOCKS := requirements/dev.txt requirements/node.txt package-lock.json pyproject.toml web/setup.py

help: ## this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*## /  /'

$(READY): $(LOCKS)
	@python3 web/setup.py
	@touch $(READY)

setup: $(READY) ## everything .venv/bin/handhold needs
	@$(PY) web/words.py compile
	@$(PY) training/learn.py
	@PATH="$(CURDIR)/.venv/bin:$$PATH" $(PY) web/build.py

demo: setup ## two phones side by side, and everything the relay sees (ONCE=1: end after the page has answered)
	@.venv/bin/handhold demo $(if $(ONCE),--once)

check: $(READY) ## the quick gate: format, lint, types, imports, tests without a browser
	@$(PY) training/learn.py
	@$(PY) tests/parts.py house unit

test: setup ## everything, as CI runs it
	@$(PY) web/chromium.py
	@$(PY) tests/parts.py
