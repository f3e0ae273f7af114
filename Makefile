# Table of contents of the project. Needs Python 3.11 or newer with pip; sets up everything else in .venv.
PYTHON ?= python3
BIN := .venv/bin
WHEELS := $(BIN)/pip install --quiet --disable-pip-version-check --only-binary=:all:
RUN_DIR ?= $(HOME)/.cache/lagebild/training

.PHONY: install run test lint train eval bench bench-record lock workbench chromium postgresql clean

install: .venv/run.done  ## the environment that `make run` needs

.venv/run.done: requirements/run.txt pyproject.toml
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@echo "Installing Lagebild into .venv (once) ..."
	@$(WHEELS) --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/dev.done: requirements/dev.txt .venv/run.done
	@$(WHEELS) --no-deps --require-hashes -r requirements/dev.txt  # the lock is complete
	@touch $@

.venv/training.done: requirements/training.txt .venv/dev.done
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -r requirements/training.txt
	@touch $@

run: install  ## read samples/ into lagebild.db and open the workbench
	@$(BIN)/lagebild add samples
	@$(BIN)/lagebild serve --open

chromium:  ## the browser of the workbench tests (Debian)
	@command -v chromium >/dev/null || { \
	  echo "Installing Debian's chromium for the browser tests ..."; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get -qq update && $$SUDO apt-get -qq install -y chromium >/dev/null; }

postgresql:  ## the server of the database tests (Debian)
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  echo "Installing Debian's postgresql for the database tests ..."; \
	  SUDO=$$(test "$$(id -u)" = 0 || echo sudo); \
	  $$SUDO apt-get -qq update && \
	  $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends postgresql >/dev/null; }

test: .venv/dev.done chromium  ## all tests; those of the record also on a PostgreSQL of their own, if there is one
	@$(BIN)/python tests/postgresql.py $(BIN)/python -m pytest

lint: .venv/dev.done  ## style, types, direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

train: .venv/training.done  ## train the reader, put it into the package, set its thresholds; goes on where it was cut off
	OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=0 $(BIN)/python training/train.py --out $(RUN_DIR)
	$(BIN)/python training/export.py $(RUN_DIR) src/lagebild/reader/model
	PYTHONPATH=src:training $(BIN)/python training/messages.py --out $(RUN_DIR)/messages
	$(BIN)/python training/calibrate.py src/lagebild/reader/model

eval: .venv/dev.done  ## score the model, write the accuracy card, fail below the floors
	@$(BIN)/python eval/gate.py

bench: .venv/dev.done  ## speed of the reader against its bare encoder, stories per hour; of weighing 100,000 events
	@$(BIN)/python eval/bench.py
	@$(BIN)/python eval/bench_weigh.py

bench-record: .venv/dev.done  ## speed of the server over 10,000 documents, 200,000 and 1,000,000 events
	@$(BIN)/python eval/bench_record.py

workbench:  ## rebuild the committed front end (needs Node 20)
	cd workbench && npm ci --no-audit --no-fund && npm run build

lock: install  ## pin versions anew from pyproject.toml
	@$(WHEELS) uv
	@$(BIN)/uv pip compile -q pyproject.toml --generate-hashes --no-header --no-annotate --python-version 3.11 -o requirements/run.txt
	@$(BIN)/uv pip compile -q pyproject.toml --group dev --generate-hashes --no-header --no-annotate --python-version 3.11 -o requirements/dev.txt

clean:
	rm -rf .venv
