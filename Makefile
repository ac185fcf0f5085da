# The commands of the house. `make run` and `make test` do all their own set-up.
PYTHON ?= python3
# Twice quiet: warnings of the environment are not ours; errors still show, and stop.
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: run test check format lock bench rights transitions

run: .venv/run.stamp
	@.venv/bin/python bot.py run $(ARGS)

test: .venv/dev.stamp
	.venv/bin/python -m pytest $(ARGS)

check: .venv/dev.stamp
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy .
	.venv/bin/lint-imports
	.venv/bin/python bot.py check
	$(MAKE) test

format: .venv/dev.stamp
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: .venv/dev.stamp
	.venv/bin/python -m bench

# Prints the table of rights anew; a test holds the page to it.
rights: .venv/run.stamp
	.venv/bin/python -m texts.rights > docs/rights.md

# Prints the table of moves anew; a test holds the page to it.
transitions: .venv/run.stamp
	.venv/bin/python -m texts.transitions > docs/issues.md

# Writes the two lock files anew from pyproject.toml (needs uv: pip install uv).
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本；可用 make run PYTHON=python3.12 指定"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock | .venv/bin/python
	@echo "正在准备运行环境，首次约需1分钟……"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock | .venv/bin/python
	@echo "正在准备测试环境，首次约需2分钟……"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.stamp
