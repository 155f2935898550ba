"""Files in and out: text, CSV, TSV and JSON Lines in any Chinese encoding."""

from __future__ import annotations

from jianfu_rules.records.reading import read_records
from jianfu_rules.records.record import Record
from jianfu_rules.records.writing import CsvWriter, JsonLinesWriter, open_output

__all__ = ["CsvWriter", "JsonLinesWriter", "Record", "open_output", "read_records"]
