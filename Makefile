# Two commands do everything on a fresh machine: make demo, make test.
PORT ?= 8000
PYTHON ?= python3
BIN = .venv/bin

.PHONY: demo test check pictures environment clean

demo: environment  ## sample province on loopback → harvest → merged feed in the browser
	$(BIN)/federator demo --port $(PORT)

test: environment check  ## everything; browser tests where Chromium is found
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: environment  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pictures: environment  ## the pictures of docs/registering-a-site.md, by Chromium over the sample province
	$(BIN)/python docs/pictures.py

environment: .venv/.installed

.venv/.installed: pyproject.toml deploy/constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint deploy/constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv .demo
