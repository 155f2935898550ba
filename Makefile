# make demo   建环境，对自带的例子文件做判断
# make test   建环境，跑全部测试
# make lint   风格与类型检查
# make bench  速度与错字：装载、编译、判断，与一次扫描、spaCy、rapidfuzz 相比
# make model  重新训练自带的统计模型
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test lint bench model tables clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "需要 Python 3.10 或更新的版本")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/jianfu classify examples/survey.txt examples/tickets.csv examples/posts.jsonl
	$(BIN)/jianfu explain '我一个村干部加了四十多个工作群，每天光回“收到”就要一个小时，根本没空下村。'

test: $(STAMP)
	$(BIN)/python -m pytest -q -n auto -m 'not slow'
	$(BIN)/python -m pytest -q -n auto -m slow

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# 用有标签的案例重新训练自带的统计模型（需要 scikit-learn）
model: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[model]'
	$(BIN)/jianfu train --folds 0 -o jianfu_rules/data/fallback.json

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python -W ignore scripts/bench.py

tables: $(STAMP)
	$(BIN)/python scripts/make_tables.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache
