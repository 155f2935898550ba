"""The option that writes the list of known gaps anew."""

from __future__ import annotations

import pytest

from tests.behaviour.cases import CaseFileError, read_cases
from tests.behaviour.judging import write_gaps

_OPTION = "--update-gaps"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        _OPTION,
        action="store_true",
        help="write the ids of the behaviour cases that fail now into gaps.txt",
    )


def pytest_configure(config: pytest.Config) -> None:
    # Workers of pytest-xdist start after this and read the list as written here.
    is_worker = hasattr(config, "workerinput")
    if config.getoption(_OPTION, default=False) and not is_worker:
        try:
            write_gaps(read_cases())
        except CaseFileError as error:
            raise pytest.UsageError(str(error)) from error
