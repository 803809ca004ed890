# `make help` lists what there is. Every target works on a fresh machine with Python, make and a package client.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup assets translations messages lock run test test-unit check bench fuzz format wheel clean

PYTHON ?= python3
PORT ?= 8000
SIDE_BY_SIDE ?= --numprocesses auto --maxprocesses 4 --dist loadfile
export PYTHON
BIN := .venv/bin

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /|/' | awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'

setup: .venv/.stamp static/vendor/manifest.json translations ## the environment, assets and translations

.venv/.stamp: requirements.lock pyproject.toml
	scripts/system_packages.sh run
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-index --no-build-isolation -e .
	touch $@

node_modules/.package-lock.json: package-lock.json package.json .npmrc | .venv/.stamp
	scripts/npm_ci.sh

static/vendor/manifest.json: node_modules/.package-lock.json scripts/vendor_assets.py scripts/instance_fonts.py | .venv/.stamp
	$(BIN)/python scripts/vendor_assets.py

assets: static/vendor/manifest.json ## third-party stylesheet and fonts into static/vendor

PO := $(wildcard compass/translations/*/LC_MESSAGES/messages.po)
translations: $(PO:.po=.mo)

%.mo: %.po | .venv/.stamp
	$(BIN)/pybabel -q compile -i $< -o $@

messages: setup ## collect the strings of the interface into the catalogues
	$(BIN)/python scripts/catalogues.py update

lock: ## resolve dependencies again (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-config -q -o requirements.lock

run: setup ## a running compass with demonstration data, at an address that it prints
	@test -e instance/compass.db -a ! -e instance/demo.unfinished || $(BIN)/compass demo
	$(BIN)/compass run --port $(PORT)

test: setup ## everything that the tests need, then all tests
	scripts/system_packages.sh test
	$(BIN)/pytest $(SIDE_BY_SIDE) --ignore=tests/browser
	$(BIN)/pytest $(SIDE_BY_SIDE) tests/browser

test-unit: setup ## the fast tests of the core only
	$(BIN)/pytest tests/unit

check: setup ## format, lint, types, import contracts, translations, question sets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/catalogues.py check
	$(BIN)/compass question-sets check

bench: setup ## speed of pages, saves and dossiers, each as a ratio against a bare floor
	$(BIN)/python -m benchmarks

FUZZ_SECONDS ?= 120

.venv/.fuzz-stamp: requirements-fuzz.lock | .venv/.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-fuzz.lock
	touch $@

fuzz: setup .venv/.fuzz-stamp ## spoilt question sets: 100,000 by chance, then FUZZ_SECONDS guided by coverage
	$(BIN)/python -m tests.fuzz.run
	$(BIN)/python -m tests.fuzz.guided -max_total_time=$(FUZZ_SECONDS)

format: setup ## put the code in the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: setup ## build dist/*.whl, with templates, assets and question sets inside
	$(BIN)/python -m hatchling build -t wheel

clean: ## remove what set-up and builds made (not instance/)
	rm -rf .venv .venv-node node_modules static/vendor dist
