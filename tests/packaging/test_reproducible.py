"""The same source gives the same bytes, and a bill of what is in them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.packaging.environments import CHECKOUT, install, new_python, run

pytestmark = pytest.mark.slow

EPOCH = "1760000000"
LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist")
)


def build(folder: Path, umask: int) -> dict[str, str]:
    """Build in a copy of the checkout; return the digest of each file built."""
    tree = folder / "tree"
    shutil.copytree(CHECKOUT, tree, ignore=LEFT_OUT)
    for number, path in enumerate(sorted(tree.rglob("*"))):
        if path.is_file():
            os.utime(path, (number, number + umask))
    before = os.umask(umask)
    try:
        run(
            *(sys.executable, "-m", "build", "--no-isolation", "--outdir", "out", tree),
            cwd=folder,
            env={"SOURCE_DATE_EPOCH": EPOCH},
        )
    finally:
        os.umask(before)
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (folder / "out").iterdir()
    }


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "another_place"]
    for folder in folders:
        folder.mkdir()
    first, second = build(folders[0], 0o022), build(folders[1], 0o077)
    assert len(first) == 2
    assert first == second


def test_the_bill_of_materials_names_what_runs(wheel: Path, tmp_path: Path) -> None:
    tools = new_python(tmp_path / "tools")
    constraints = CHECKOUT / "constraints.txt"
    install(tools, "-c", constraints, f"{wheel}[sbom]")
    done = subprocess.run(
        [tools, CHECKOUT / "scripts/sbom.py", wheel, "-o", "sbom.json"],
        cwd=tmp_path,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    bill = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    names = {part["name"].lower().replace("_", "-") for part in bill["components"]}
    wanted = {"ahocorasick-rs", "jieba", "pyyaml", "rich", "typer", "openpyxl", "pypdf"}
    assert wanted <= names
    assert not {"pip", "setuptools", "pytest", "cyclonedx-bom"} & names
    assert bill["metadata"]["component"]["name"] == "jianfu-rules"
    unsaid = [p["name"] for p in bill["components"] if not p.get("licenses")]
    # Apache-2.0 by its licence file; its metadata does not say so.
    assert set(unsaid) <= {"ahocorasick_rs"}
