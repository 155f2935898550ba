"""The examples of the docstrings run."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest

LIBRARIES = {
    "columns": None,
    "rows": None,
    "frames": None,
    "arrow": "pyarrow",
    "pandas": "pandas",
    "polars": "polars",
    "sklearn": "sklearn",
    "spark": "pyspark",
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_examples(name: str) -> None:
    library = LIBRARIES[name]
    if library:
        pytest.importorskip(library)
    done = doctest.testmod(import_module(f"jianfu_rules.integrations.{name}"))
    assert done.failed == 0
