# Guichet: two commands. `make demo` shows it, `make test` proves it; the others are for those who change it.

SHELL := /bin/bash
PORT ?= 8000
CASES ?=
BIN := .venv/bin
.DEFAULT_GOAL := help
# Behind the proxy of an administration only the machine knows whom to trust (uv knows the second name from before 2026).
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1
export NODE_EXTRA_CA_CERTS ?= $(wildcard /etc/ssl/certs/ca-certificates.crt)
.PHONY: help demo test test-all check bench lock clean environment machine-test

help: ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/.run build/front/.made ## show Guichet on http://localhost:8000, with fictional people
	@$(BIN)/guichet demo --port $(PORT) $(if $(CASES),--cases $(CASES))

test: environment machine-test ## run the tests: both databases, a real browser; at most 15 minutes
	@$(BIN)/python tests/lanes.py

test-all: environment machine-test ## all that, with every state, width, kill and fault
	@$(BIN)/python tests/lanes.py --thorough

check: environment ## style, layers, words, law; then the longest files and functions
	@failed=0; \
	setup/step "Read the style (ruff)" $(BIN)/ruff check --output-format concise . || failed=1; \
	setup/step "Read the layers of the rooms (import-linter)" $(BIN)/lint-imports --no-cache || failed=1; \
	setup/step "Read the words (tests/words)" $(BIN)/pytest -q -p no:cacheprovider tests/words || failed=1; \
	setup/step "Read the law (guichet law check)" $(BIN)/guichet law check || failed=1; \
	$(BIN)/python setup/tail.py; exit $$failed

bench: environment ## measure lives per second, time limits, letters and memory
	@$(BIN)/guichet bench

lock: .venv/.run ## pin the packages anew (requirements*.txt, package-lock.json)
	@setup/step "Pin requirements.txt" $(BIN)/uv pip compile -q --no-header --generate-hashes requirements.in -o requirements.txt
	@setup/step "Pin requirements-dev.txt" $(BIN)/uv pip compile -q --no-header --generate-hashes requirements-dev.in -o requirements-dev.txt
	@setup/step "Pin setup/node.txt" $(BIN)/uv pip compile -q --no-header --generate-hashes setup/node.in -o setup/node.txt
	@setup/step "Pin package-lock.json" npm install --package-lock-only --ignore-scripts --no-audit --no-fund

clean: ## take away all that was made here (not what the machine installed)
	rm -rf .venv node_modules var build guichet.egg-info .pytest_cache .ruff_cache .hypothesis .import_linter_cache

environment: .venv/.dev build/front/.made

machine-test: ## install PostgreSQL and Chromium where they are missing (as root)
	@[ -x /usr/lib/postgresql/15/bin/initdb ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null \
		|| setup/step "Install PostgreSQL" setup/package /usr/lib/postgresql/15/bin/initdb postgresql
	@command -v chromium-headless-shell >/dev/null \
		|| { [ "$$(id -u)" -eq 0 ] && setup/step "Install the bare Chromium" setup/package chromium-headless-shell chromium-headless-shell; } \
		|| command -v chromium >/dev/null || setup/step "Install Chromium" setup/package chromium chromium

.venv/.run: requirements.txt pyproject.toml
	@setup/environment run

.venv/.dev: requirements-dev.txt pyproject.toml
	@setup/environment dev

build/front/.made: package-lock.json guichet/portals/front_end.py .venv/.run
	@setup/assets
