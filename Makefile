# `make run` serves, `make test` proves, `make check` is the whole gate. Needs Python 3.11+ with venv, and make.
PORT ?= 8000
DATA ?= data
DEMO ?= 1
KILLS ?= 100
export PORT DATA DEMO

BIN := .venv/bin
NEW_ENOUGH := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c '$(NEW_ENOUGH)' 2>/dev/null && command -v $(name))))
PACKAGES := freelance_ops desk portal reviews payments orders clients outbox files accounts core
ALONE := env -u DATABASE_URL -u REDIS_URL -u FILES_URL -u EMAIL_URL DATA=build/lint DEBUG=0

.DEFAULT_GOAL := run
.PHONY: run prepare test lint format check requirements messages shots bench chaos clean

run: .venv/.ok-run
	@$(BIN)/python tools/system_packages.py --optional pango
	@$(BIN)/python manage.py serve --stop-with-parent

prepare: .venv/.ok-run
	@$(BIN)/python manage.py prepare

test: .venv/.ok-test
	@$(BIN)/python tools/system_packages.py pango postgresql redis chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: .venv/.ok-test
	@$(BIN)/python tools/system_packages.py gettext pango
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(ALONE) $(BIN)/mypy
	$(BIN)/lint-imports
	$(ALONE) $(BIN)/python manage.py makemigrations --check --dry-run
	$(ALONE) PUBLIC_URL=https://desk.example TRUSTED_PROXIES=127.0.0.1 $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m tools.templates
	$(BIN)/python -m tools.translations
	$(BIN)/python -m tools.requirements --check

format: .venv/.ok-test
	$(BIN)/ruff format --quiet .
	$(BIN)/ruff check --quiet --fix .
	$(BIN)/python -m tools.templates --write

check: lint test

requirements: .venv/.ok-test
	$(BIN)/python -m tools.requirements

messages: .venv/.ok-test
	@$(BIN)/python tools/system_packages.py gettext
	$(BIN)/python -m tools.translations --write

shots: .venv/.ok-test
	@$(BIN)/python tools/system_packages.py pango chromium
	$(BIN)/python -m tools.demo_shots $(ARGS)

bench: .venv/.ok-test
	@$(BIN)/python tools/system_packages.py pango postgresql redis
	$(BIN)/python -m tools.bench $(ARGS)

chaos: .venv/.ok-test
	@$(BIN)/python tools/system_packages.py pango postgresql redis
	$(BIN)/python -m chaos --kills $(KILLS) $(ARGS)

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/.ok-run: requirements.txt | .venv
	@echo "maktab: installing packages"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.ok-test: requirements-test.txt | .venv
	@echo "maktab: installing packages for the tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@ .venv/.ok-run

.venv:
	@test -w . || { echo "maktab: $(CURDIR) cannot be written: copy the code to a folder of your own."; exit 1; }
	@test -n "$(PYTHON)" || { echo "maktab: Python 3.11 or newer with venv is needed; on Debian: apt-get install -y python3-venv"; exit 1; }
	@echo "maktab: creating .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "maktab: this Python cannot make a venv; on Debian: apt-get install -y python3-venv"; exit 1; }
