"""``make docs`` builds the site from all pages, and a warning is an error."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, pages
from tests.packaging.environments import CHECKOUT, install, new_python

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    python = new_python(folder / "venv")
    install(python, "-c", CHECKOUT / "constraints.txt", f"{CHECKOUT}[docs]")
    words = [*["-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"], ROOT / "docs"]
    done = subprocess.run(
        [python, *words, folder / "html"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "html"


def test_every_page_is_on_the_site(site: Path) -> None:
    docs = ROOT / "docs"
    for page in pages():
        if page.is_relative_to(docs):
            made = site / page.relative_to(docs).with_suffix(".html")
            assert made.is_file(), page
    front = (site / "index.html").read_text(encoding="utf-8")
    assert "rules/start.html" in front
    api = (site / "reference/api.html").read_text(encoding="utf-8")
    assert 'id="jianfu_rules.Classifier.classify"' in api


def test_the_site_asks_for_nothing_elsewhere(site: Path) -> None:
    loads = re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=\"(https?:[^\"]+)\"")
    for page in site.rglob("*.html"):
        assert loads.findall(page.read_text(encoding="utf-8")) == [], page.name
