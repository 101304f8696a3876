# make site   builds every school into site/          make test   passes every test
# make check  format, lint, types, layers, quick tests
SHELL := /bin/sh
.DEFAULT_GOAL := site
BIN := .venv/bin
export PYTHON
export NO_MKDOCS_2_WARNING := 1

.PHONY: site check test bench docs pictures samples schema lock format clean help

site:  ## build every school into site/
	@sh setup/venv.sh site
	@$(BIN)/policypress build

check:  ## format, lint, types, layers, quick tests
	@sh setup/venv.sh all
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict generator
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n auto -m "not slow" --no-skips

test:  ## every test, browser and PDFs included
	@sh setup/venv.sh all
	@sh setup/chromium.sh
	$(BIN)/pytest -n auto --dist loadfile --no-skips

bench:  ## measure; writes bench/RESULTS.md
	@sh setup/venv.sh all
	$(BIN)/python -m bench

docs:  ## the guide, into build/guide
	@sh setup/venv.sh site
	$(BIN)/mkdocs build --strict --quiet

pictures:  ## build the samples, and take the guide's pictures of them
	@sh setup/venv.sh all
	@sh setup/chromium.sh
	@$(BIN)/policypress build
	$(BIN)/python docs/make_pictures.py

samples:  ## record the sample schools' invented decisions anew
	@sh setup/venv.sh site
	@$(BIN)/python setup/make_sample_records.py

schema:  ## write content/schemas from the models
	@sh setup/venv.sh site
	$(BIN)/policypress schema

lock:  ## resolve requirements.lock again; UPGRADE=yes takes the newest versions
	@sh setup/venv.sh all
	$(BIN)/python setup/lock.py $(if $(UPGRADE),--upgrade)

format:  ## lay out the code
	@sh setup/venv.sh all
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## remove everything that can be made again
	rm -rf site build .venv .policypress* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1  /p' Makefile
