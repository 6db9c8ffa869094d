# Shouwen. `make help` lists the targets; `make run` and `make test` are the two that matter.
# Each does all of its own set-up, and a second run does none of it again.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run test prepare lint types contracts bench soak lock docs sentences pictures clean

PYTHON := $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --universal \
	--python-version 3.11 --no-header --quiet
CATALOGUES := $(patsubst %,src/shouwen/locale/%/LC_MESSAGES/django.mo,en zh_Hant)

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/run.stamp $(CATALOGUES) ## a virtual environment with the program: .venv/bin/shouwen

run: setup ## makes the demo office once, serves it and prints where
	$(BIN)/shouwen demo --home var/demo

test: setup .venv/test.stamp prepare lint types contracts ## everything that CI checks
	$(BIN)/python -m tools.test

soak: setup .venv/test.stamp prepare ## hours: guards broken one by one, faults, years of life (docs/reliability.md)
	$(BIN)/python -m tools.mutants
	$(BIN)/python -m shouwen.life.faults --seed 7 --rounds 300
	$(BIN)/python -m tests.life.served 7 300
	for seed in {1..10}; do $(BIN)/shouwen live --days 250 --staff 60 --seed $$seed; done
	$(BIN)/python -m tests.life.years 10

prepare: ## brings the programs that only the tests need, or names what is missing
	$(PYTHON) tools/prepare.py

lint: .venv/test.stamp ## style: ruff
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/test.stamp ## types: mypy, strict on the rules
	$(BIN)/mypy

contracts: .venv/test.stamp ## floors: who may import whom
	$(BIN)/lint-imports --no-logo

bench: .venv/test.stamp ## measures beside their limits, on both databases (SIZE=100000)
	$(BIN)/python -m tools.bench $(or $(SIZE),1000)

docs: setup ## writes the generated pages of docs/ anew
	$(BIN)/python -m tools.docs

sentences: setup ## brings the English catalogue up to date with what the pages say
	$(BIN)/python -m tools.catalogues

pictures: .venv/test.stamp prepare ## takes the pictures of docs/ anew, from a demo office
	$(BIN)/python -m tools.pictures

lock: .venv/test.stamp ## locks the newest versions that pyproject.toml allows
	$(LOCK) --upgrade --group build -o requirements/run.txt
	$(LOCK) --upgrade --group build --group dev -c requirements/run.txt -o requirements/test.txt

clean: ## removes what set-up and tests made; the demo office in var/ stays
	rm -rf .venv build $(CATALOGUES) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-index --no-deps --no-build-isolation -e .
	touch $@

.venv/test.stamp: requirements/test.txt .venv/run.stamp
	$(PIP) install --require-hashes -r requirements/test.txt
	touch $@

$(CATALOGUES) &: src/shouwen/locale/en/LC_MESSAGES/django.po src/shouwen/queries/traditional.toml | .venv/run.stamp
	$(BIN)/python -m tools.catalogues compile
