# SPDX-License-Identifier: EUPL-1.2
# Everything works on a machine that has only make, git and Python 3.11 or newer; see tools/bootstrap.
# PYTHON=/path/to/python3.13 chooses the interpreter.

.DEFAULT_GOAL := help
.NOTPARALLEL:
export PYTHON
bin := .venv/bin
contract := ../shared/contract/run_examples.py
workers ?= auto
python313 := $(firstword $(wildcard $(HOME)/.pyenv/versions/3.13.*/bin/python3.13) $(shell python3.13 -c 'print("python3.13")' 2>/dev/null))

.PHONY: help run demo test setup lint format check mechanism contract assets browser pytest test-313 bench lock lock-upgrade lock-check clean

help: ## list what can be done
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-13s %s\n' "$$name" "$$text"; done

run: ## install if needed, then start the service with invented cases and say where and as whom to sign in
	@sh tools/bootstrap run
	@exec $(bin)/vejviser run

demo: ## install if needed, then show the rules at work on the golden cases, without any service
	@sh tools/bootstrap run
	@$(bin)/vejviser demo

test: lint lock-check mechanism contract pytest ## install if needed, then every check there is

setup:
	@sh tools/bootstrap test

lint: setup ## style, types and which module may import which
	@echo "lint: style"
	@$(bin)/ruff check --quiet --output-format concise .
	@$(bin)/ruff format --check --quiet . || { echo "lint: some files are not formatted; run: make format" >&2; exit 1; }
	@echo "lint: types"
	@$(bin)/mypy --no-error-summary
	@echo "lint: imports"
	@$(bin)/lint-imports --no-logo

format: setup ## format the code and mend what can be mended
	@$(bin)/ruff format .
	@$(bin)/ruff check --fix .

check: lint lock-check mechanism ## every check but the tests

mechanism: setup ## check the laws as data: gaps, overlaps, sources, dates
	@echo "mechanism: vejviser mechanism check"
	@$(bin)/vejviser mechanism check

contract: setup ## run the worked examples of the contract, where they are at hand
	@if [ -f $(contract) ]; then \
		echo "contract: $(contract)"; \
		$(bin)/python $(contract) --command $(bin)/vejviser; \
	else \
		echo "contract: LEFT OUT: the worked examples are not beside this folder ($(contract))"; \
	fi

assets: setup ## bring, gather and compress what the pages need: styles, letters, one script, translations
	@$(bin)/python tools/assets.py

browser: ## have Chromium for the tests of the pages, by apt where that is allowed
	@sh tools/bootstrap browser

# Whoever cannot have Chromium still runs every other test, and is told at the start and at the end.
pytest: setup assets browser ## the tests alone (workers=N, default all cores)
	@if sh tools/bootstrap has-browser; then \
		$(bin)/python -m pytest -q -n $(workers); \
	else \
		$(bin)/python -m pytest -q -n $(workers) -m "not browser"; code=$$?; \
		echo "pytest: LEFT OUT: the tests of the pages in a browser, since there is no Chromium (apt-get install chromium)" >&2; \
		exit $$code; \
	fi

test-313: ## the tests under Python 3.13, where it is installed
	@if [ -n "$(python313)" ]; then \
		VENV=.venv-3.13 PYTHON="$(python313)" sh tools/bootstrap test && .venv-3.13/bin/python -m pytest -q -n $(workers); \
	else \
		echo "test-313: LEFT OUT: no Python 3.13 was found on the path or under pyenv"; \
	fi

bench: ## measure; installs the engines compared with in an environment of its own
	@sh tools/bootstrap bench
	@.venv-bench/bin/python benchmarks/engine.py

lock: ## write requirements/ anew from pyproject.toml (needs uv)
	@python3 tools/lock.py write

lock-upgrade: ## the same, taking the newest versions allowed
	@python3 tools/lock.py write --upgrade

lock-check: setup ## do the hashed lists in requirements/ fit pyproject.toml?
	@$(bin)/python tools/lock.py check

clean: ## remove everything that was made here
	rm -rf node_modules .venv .venv-3.13 .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
