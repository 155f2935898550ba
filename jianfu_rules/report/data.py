"""The report as plain JSON-ready values, for programs and for the next comparison."""

from __future__ import annotations

from typing import Any

from jianfu_rules.report.comparing import FORMAT
from jianfu_rules.report.method import Origin
from jianfu_rules.report.summary import Report
from jianfu_rules.report.tables import Table, value_name

VERSION = 1


def report_data(report: Report, origin: Origin, tables: list[Table]) -> dict[str, Any]:
    """Return what the page embeds and ``--format json`` writes.

    A hidden count is None; no text of a record is in it.
    """
    symptoms = list(report.names.symptoms)
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": origin.title,
        "made_on": origin.made_on,
        "program": origin.version,
        "rulesets": list(report.digests),
        "k": report.k,
        "records": report.show("records"),
        "complaints": report.show("complaints"),
        "symptoms": {s: report.show("label", s, "complaint") for s in symptoms},
        "distinct": {
            "records": report.show("distinct", "records"),
            "complaints": report.show("distinct", "complaints"),
            "symptoms": {s: report.show("distinct", s) for s in symptoms},
        },
        **{
            f"{dimension}s": {
                value_name(dimension, value): {
                    "records": report.show(dimension, value),
                    "complaints": report.show(dimension, value, "complaints"),
                }
                for value in values
            }
            for dimension, values in report.values.items()
        },
        "tables": [
            {
                "id": table.id,
                "title": table.title,
                "head": [name.removeprefix("#") for name in table.head],
                "rows": [list(row.cells) for row in table.rows],
                "note": table.note,
            }
            for table in tables
        ],
    }
