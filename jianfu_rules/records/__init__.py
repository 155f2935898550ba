"""Files in and out: text and tables in any Chinese encoding, and office files."""

from __future__ import annotations

from jianfu_rules.records.reading import read_records
from jianfu_rules.records.record import Record
from jianfu_rules.records.writing import CsvWriter, JsonLinesWriter, open_output

__all__ = ["CsvWriter", "JsonLinesWriter", "Record", "open_output", "read_records"]
