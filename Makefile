# `make site` builds content/ into output/, `make docs` docs/ into output-docs/; `make test` runs every check.
# All first install what they need into .venv and node_modules, and again only after a lock file has changed.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
# The program itself: its npm wrapper depends on a package for every platform, and not every registry carries all.
BIOME := node_modules/@biomejs/cli-linux-*/biome
JS_TESTS := $(wildcard tests/js/*.test.js tests/js/*.test.mjs)

.PHONY: site docs test lint types test-js test-python format lock clean tools browser
.DELETE_ON_ERROR:
.NOTPARALLEL:

site: .venv/project.stamp
	$(BIN)/flamesite build content/ -o output

docs: .venv/project.stamp
	$(BIN)/flamesite build docs/ -o output-docs --strict

# All is installed first; the quick checks come next; pytest comes last, so that its closing line ends the run.
test: tools browser lint types test-js test-python

lint: tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIOME) ci --colors=off --error-on-warnings

types: tools
	$(BIN)/mypy
	node_modules/.bin/tsc
	node_modules/.bin/tsc --project tests/js

test-js:
	$(if $(JS_TESTS),,$(error no test in tests/js is named *.test.js or *.test.mjs))node --test $(JS_TESTS)

test-python: browser
	$(BIN)/pytest -n 2

format: tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIOME) check --write

# Keeps every pinned version that still fits; `make lock UPGRADE=1` takes the newest of each.
lock: tools
	$(COMPILE) --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	npm install --package-lock-only

clean:
	rm -rf output output-docs dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find sitegen tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

tools: .venv/development.stamp node_modules/.package-lock.json

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("flamesite needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

# Wheels only: a source package would fetch what builds it, past the hashes of the lock.
.venv/runtime.stamp: requirements.lock | .venv/pyvenv.cfg
	$(INSTALL) --only-binary :all: --require-hashes --requirement $<
	@touch $@

.venv/project.stamp: pyproject.toml .venv/runtime.stamp
	$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/development.stamp: requirements-dev.lock .venv/project.stamp
	$(INSTALL) --only-binary :all: --require-hashes --requirement $<
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	npm ci
	@touch $@

# The browser tests drive Debian's Chromium, because Playwright's own would be a download past the lock.
# The driver that Playwright does bring needs libatomic, which a bare Debian lacks.
browser: tools
	@command -v chromium >/dev/null && $(BIN)/playwright --version >/dev/null 2>&1 && exit; \
	packages="chromium libatomic1"; \
	if [ "$$(id -u)" = 0 ]; then as_root=env; else as_root=sudo; fi; \
	for command in apt-get $$as_root; do command -v $$command >/dev/null || { \
		echo "make test needs Debian's $$packages and cannot install them without $$command." >&2; \
		echo "Run 'apt-get install $$packages' as root, then 'make test' again." >&2; exit 1; }; done; \
	echo "installing $$packages through apt-get"; \
	$$as_root apt-get update && \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $$packages
