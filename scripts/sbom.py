"""Write the bill of materials of a wheel: what is installed with it, as CycloneDX.

``python scripts/sbom.py dist/*.whl -o dist/sbom.cdx.json`` installs the wheel with its
office extra, at the versions of constraints.txt, into an environment of its own that
holds nothing else, and lists that. `make sbom` builds the wheel first.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def fill(folder: Path, wheel: Path, extras: str) -> Path:
    """Install a wheel where there is no pip either, and return the interpreter."""
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = ("install", "--quiet", "--disable-pip-version-check")
    constraints = ("--constraint", str(ROOT / "constraints.txt"))
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--python", str(python)),
            *(*install, *constraints, f"{wheel.resolve()}[{extras}]"),
        ],
        check=True,
    )
    return python


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--extras", default="office")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        python = fill(Path(folder), chosen.wheel, chosen.extras)
        subprocess.run(
            [
                *(sys.executable, "-m", "cyclonedx_py", "environment"),
                *("--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "library"),
                *("--output-reproducible", "--output-file", str(chosen.output)),
                str(python),
            ],
            check=True,
        )
    print(chosen.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
