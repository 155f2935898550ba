# make demo   建环境，对自带的例子文件做判断
# make test   建环境，跑测试（五分钟以内）
# make test-slow  慢的测试：打包、最低和最新的依赖、文档网站、大文件
# make test-spark  另建一个环境（带 Spark，要 Java 17），在两个工作节点上跑 Spark 的测试
# make lint   风格与类型检查
# make bench  速度与错字：装载、编译、判断，与一次扫描、spaCy、rapidfuzz 相比
# make fuzz   乱试各处（MINUTES=10），要 Python 3.11 或 3.12
# make mutants  把核心改错，看测试发现不发现（docs/mutants.md），另建一个环境
# make model  重新训练自带的统计模型
# make docs   文档网站，写进 build/docs；有一个提醒就不通过
# make dist   sdist 和 wheel，写进 dist；同样的源代码，同样的字节
# make sbom   wheel 和装它要装的东西的清单（CycloneDX），写进 dist
# make audit  依赖里有没有已知的漏洞（要联网）
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPARK := .venv-spark
MUTANTS := build/mutants
STAMP := $(VENV)/.ready

.PHONY: demo test test-slow test-spark lint bench bench-spark fuzz mutants model tables docs dist sbom audit clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "需要 Python 3.10 或更新的版本")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/jianfu classify examples/survey.txt examples/tickets.csv examples/posts.jsonl
	$(BIN)/jianfu explain '我一个村干部加了四十多个工作群，每天光回“收到”就要一个小时，根本没空下村。'

test: $(STAMP)
	$(BIN)/python -m pytest -q -n auto -m 'not slow and not spark'

test-slow: $(STAMP)
	$(BIN)/python -m pytest -q -n auto -m 'slow and not spark'

$(SPARK)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[spark]' hypothesis pytest
	touch $@

test-spark: $(SPARK)/.ready
	$(SPARK)/bin/python -m pytest -q tests/spark

bench-spark: $(SPARK)/.ready
	$(SPARK)/bin/python scripts/bench_spark.py

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
	$(BIN)/python -W ignore scripts/bench_throughput.py

docs: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(BIN)/python scripts/reference_pages.py
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

# 包里的时间取最后一次提交的时间
dist: $(STAMP)
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m build --outdir dist

sbom: dist
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[sbom]'
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python scripts/sbom.py dist/*.whl -o dist/sbom.cdx.json

audit: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-audit
	$(BIN)/python -m pip_audit --skip-editable

# 用 atheris 乱试读文件、读文字的各处，MINUTES 分钟；要 Python 3.11 或 3.12
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'atheris>=2.3,<4'
	$(BIN)/python scripts/fuzz.py --minutes $(or $(MINUTES),10)

$(MUTANTS)/.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(MUTANTS)/.venv
	$(MUTANTS)/.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]' 'mutmut>=3.8,<4'
	touch $@

# 在一份副本里改，[tool.mutmut] 说改哪些文件、跑哪些测试
mutants: $(MUTANTS)/.venv/.ready
	cp -r docs examples jianfu_rules rules scripts tests pyproject.toml README.md LICENSE $(MUTANTS)
	cd $(MUTANTS) && .venv/bin/mutmut run $(NAMES)
	cd $(MUTANTS) && .venv/bin/mutmut results

tables: $(STAMP)
	$(BIN)/python scripts/make_tables.py

clean:
	rm -rf $(VENV) $(SPARK) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache
