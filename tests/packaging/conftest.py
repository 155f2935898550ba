"""The sdist and the wheel, built once for all tests of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.packaging.environments import CHECKOUT, run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel built from it."""
    out = tmp_path_factory.mktemp("built")
    build = ("-m", "build", "--no-isolation", "--outdir", out, CHECKOUT)
    run(sys.executable, *build, cwd=out)
    return out


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path
