# Groundwork: `make help` lists what there is.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

# Exported rather than written before honcho, or its children outlive it.
export PORT
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run test test-browser test-servers test-all check lint format types contracts lock seed bench clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/installed

# The trial's secret is made once and never leaves this machine.
var/secret-key:
	@mkdir -p var
	@umask 077; $(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))" > $@

trial = SECRET_KEY="$$(cat var/secret-key)" DEMO=1 LOG_LEVEL=WARNING BASE_URL=http://127.0.0.1:$(PORT)

run: $(VENV)/installed var/secret-key ## serve the example city at http://127.0.0.1:8000 (PORT=… for another)
	@$(trial) python manage.py prepare
	@$(trial) python manage.py seed_demo --if-empty
	@echo "Groundwork opens at http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@$(trial) honcho --no-prefix start 2>&1 || test $$? -eq 130

seed: $(VENV)/installed var/secret-key ## build the example city again, from nothing
	@$(trial) python manage.py flush --no-input
	@$(trial) python manage.py prepare
	@$(trial) python manage.py seed_demo

test: $(VENV)/installed-dev ## everything that needs no browser and no server
	@pytest -n 2 -m "not browser and not servers"
	@echo "Left out: browser tests (make test-browser), tests with servers (make test-servers); make test-all runs the whole suite."

test-browser: $(VENV)/installed-dev ## journeys in Chromium (Debian: apt-get install chromium)
	@pytest -m browser

test-servers: $(VENV)/installed-dev ## faults and races, with servers the tests start
	@pytest -m servers

test-all: $(VENV)/installed-dev ## the whole suite, on what DATABASE_URL and CELERY_BROKER_URL name
	@pytest -n 2 -m "not browser and not servers"
	@pytest -m servers
	@pytest -m browser

# Code is checked, whatever database lies about.
checking = SECRET_KEY=checking DATABASE_URL=sqlite://:memory:

check: lint types contracts ## lint, types, contracts, migrations, templates, deployment settings
	@$(checking) python manage.py makemigrations --check --dry-run
	@$(checking) python manage.py write_states --check
	@SECRET_KEY="$$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
	  BASE_URL=https://groundwork.example ALLOWED_HOSTS=groundwork.example \
	  DATABASE_URL=sqlite://:memory: \
	  python -W error manage.py check --deploy --fail-level WARNING

lint: $(VENV)/installed-dev ## ruff and djlint
	@ruff check .
	@ruff format --check .
	@djlint --quiet --lint templates

format: $(VENV)/installed-dev ## let ruff rewrite what it can
	@ruff check --fix .
	@ruff format .

types: $(VENV)/installed-dev ## mypy, strict
	@SECRET_KEY=checking mypy accounts notifications intake projects triage config manage.py tests

contracts: $(VENV)/installed-dev ## the floors and the pure modules (import-linter)
	@SECRET_KEY=checking lint-imports

lock: $(VENV)/installed-dev ## pin requirements*.txt afresh from the .in files
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade requirements.in -o requirements.txt
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade requirements-dev.in -o requirements-dev.txt

bench: $(VENV)/installed-dev ## our pages against the floor, at 1,000 and 100,000 requests on PostgreSQL
	@python -m tests.bench

clean: ## forget the trial city: database, mail, broker folder
	@rm -rf var
