# Touyan: make run, make test, make bench. Everything that is needed is installed into .venv.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test soak bench bundle lint browser office spark words clean
.DEFAULT_GOAL := run

.venv/ready-to-run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 2; }
	@test -x $(BIN)/python || { echo "Making .venv ..."; $(PYTHON) -m venv .venv; }
	@echo "Installing what the dashboard needs into .venv ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/ready-to-test: .venv/ready-to-run requirements-dev.txt
	@echo "Installing what the tests need into .venv ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: .venv/ready-to-run
	@$(BIN)/python manage.py sample --if-missing
	@echo "Touyan is at http://127.0.0.1:$(PORT) (stop with Ctrl-C)"
	@$(BIN)/python -m pages.parts.server --server.port $(PORT) --browser.serverAddress 127.0.0.1

# Chromium draws the browser tests' pages, Noto CJK their Chinese; nginx stands before several processes;
# Poppler reads the board packs.
browser:
	@command -v chromium >/dev/null && command -v nginx >/dev/null && command -v pdftotext >/dev/null && fc-list 2>/dev/null | grep -qi 'noto.*cjk' || \
	  { if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	      echo "Installing Chromium, Chinese fonts, nginx and Poppler ..."; \
	      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig nginx-light poppler-utils >/dev/null; \
	    else echo "The browser tests need Chromium, Chinese fonts, nginx and Poppler: install the packages chromium, fonts-noto-cjk, nginx-light and poppler-utils."; exit 2; fi; }

lint: .venv/ready-to-test
	@$(BIN)/ruff format --check --quiet . || { echo "Run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

test: .venv/ready-to-test browser lint
	@$(BIN)/python -m pytest -n 2 -m "not soak"

# LibreOffice opens the workbooks a second time; large, so only for the long proofs.
office:
	@command -v soffice >/dev/null || \
	  { if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	      echo "Installing LibreOffice ..."; \
	      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui >/dev/null; \
	    else echo "The long proofs need LibreOffice: install the package libreoffice-calc-nogui."; exit 2; fi; }

# Apache Spark and a Java runtime for the cluster's proofs.
spark: .venv/ready-to-run
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-spark.txt
	@command -v java >/dev/null || \
	  { if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	      echo "Installing a Java runtime ..."; \
	      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless >/dev/null; \
	    else echo "The cluster's proofs need Java 17: install the package openjdk-17-jre-headless."; exit 2; fi; }

soak: .venv/ready-to-test browser office spark
	@$(BIN)/python -m pytest -m soak

bench: .venv/ready-to-test
	@$(BIN)/python -m tests.bench

# One archive in dist/ that installs on a machine without a network.
bundle: .venv/ready-to-run
	@$(BIN)/python deploy/bundle.py

# After changing a sentence in the code: collect, translate the new ones in locale/, test.
words: .venv/ready-to-test
	@$(BIN)/pybabel --quiet extract -F babel.cfg -o locale/touyan.pot --no-location --sort-output --project=touyan .
	@$(BIN)/pybabel --quiet update -D touyan -i locale/touyan.pot -d locale --no-fuzzy-matching --omit-header

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
