# Everything here sets itself up: Python 3.11 or newer and make are all a machine needs.
PYTHON ?= python3
SEED ?= 1
MINUTES ?= 10
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV_LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 --custom-compile-command "make lock"
CATALOGS := $(wildcard locales/*/LC_MESSAGES/*.po)

.DEFAULT_GOAL := help
.PHONY: help run practice test walk year broadcast operate image check bench catalogs lock clean

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## start Hearback (a practice borough, unless HEARBACK_TOKEN is set)
	@$(BIN)/hearback run

practice: $(VENV)/run.stamp ## start only the practice Telegram, for a Hearback of your own to talk to
	@$(BIN)/hearback practice

test: $(VENV)/dev.stamp ## run every test, on two cores (three at a time: many of them wait)
	@# What one process has compiled serves the next, whatever the environment says: many tests start processes.
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

walk: $(VENV)/dev.stamp ## wander through all of it at random for long (SEED=1 MINUTES=10)
	@WALK_SEED=$(SEED) WALK_SECONDS=$$(($(MINUTES) * 60)) WALKS=$$(($(MINUTES) * 50)) \
	  $(BIN)/python -m pytest -s tests/wire/test_any_walk.py tests/handlers/test_any_walk.py
	@WALK_DATABASE=postgres WALK_SEED=$(SEED) WALKS=$$(($(MINUTES) * 20)) $(BIN)/python -m pytest -s tests/handlers/test_any_walk.py

year: $(VENV)/dev.stamp ## live a year in a borough of 60 groups, in injected time (YEAR_SEED=1; more than forty minutes)
	@YEAR=long $(BIN)/python -m pytest -s tests/year

broadcast: $(VENV)/dev.stamp ## send to 3,000 groups at Telegram's own pace, and kill it 50 times while it sends (15 minutes)
	@BROADCAST_SCALE=1 BROADCAST_GROUPS=3000 SEND_SEEDS=10 $(BIN)/python -m pytest -s tests/courier/test_three_thousand.py tests/courier/test_killed_while_sending.py

operate: ## follow docs/operate.md word for word in a fresh Debian (root; debootstrap, systemd-container; FROM_HOST="paths it may see")
	@$(PYTHON) deploy/follow_operate.py $(addprefix --from-host=,$(FROM_HOST))

image: ## make the image in a fresh Debian and run it without root and read-only (root; debootstrap, buildah)
	@FROM_HOST="$(FROM_HOST)" deploy/container/try.sh

check: $(VENV)/dev.stamp ## format, lint, types, import rules, catalogs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python deploy/catalogs.py check

bench: $(VENV)/dev.stamp ## measure speed and memory, with the peers beside it (build/bench.json)
	@$(BIN)/python -m tests.bench

catalogs: $(VENV)/dev.stamp ## gather the texts from the code, bring every language up to date, compile
	@$(BIN)/python deploy/catalogs.py update

lock: $(VENV)/dev.stamp ## choose the newest versions that fit and write them down with their hashes
	@$(UV_LOCK) --upgrade pyproject.toml --extra practice --group build -o deploy/requirements.txt
	@$(UV_LOCK) --upgrade pyproject.toml --extra practice --group build --group dev -c deploy/requirements.txt -o deploy/requirements-dev.txt

clean: ## throw away everything that was built here (not your data)
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Hearback needs Python 3.11 or newer; this is $$($(PYTHON) --version 2>&1). Set PYTHON=python3.11 or the like."; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "This Python cannot make virtual environments: install the package python3-venv and try again."; exit 2; }
	@echo "Setting up in $(VENV) (once; some minutes on a slow line) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: deploy/requirements.txt pyproject.toml deploy/compile_catalogs.py $(CATALOGS) | $(BIN)/python
	@$(PIP) install --require-hashes -r deploy/requirements.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp deploy/requirements-dev.txt
	@$(PIP) install --require-hashes -r deploy/requirements-dev.txt
	@touch $@
