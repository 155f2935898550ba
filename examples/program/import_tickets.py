"""Judge a table of tickets and keep the verdicts in a SQLite database.

``python import_tickets.py 工单.csv 减负.db``; run again, it replaces what it wrote.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

from jianfu_rules import Classifier, InputError
from jianfu_rules.records import Record, read_records

TABLES = """
CREATE TABLE IF NOT EXISTS verdicts (
    ticket TEXT, symptom TEXT, stance TEXT, score REAL, quote TEXT, rule TEXT,
    ruleset TEXT, PRIMARY KEY (ticket, symptom)
);
CREATE TABLE IF NOT EXISTS unread (ticket TEXT PRIMARY KEY, code TEXT, why TEXT);
"""


def keep(database: sqlite3.Connection, record: Record, classifier: Classifier) -> None:
    """Write what one record says, or why it could not be read."""
    if record.error:
        row = (record.id, record.error.code, record.error.message())
        database.execute("INSERT OR REPLACE INTO unread VALUES (?, ?, ?)", row)
        return
    # Title, appeal and reply are read apart, so a reply is no complaint.
    verdict = classifier.classify_record(record.parts or {"body": record.text})
    database.execute("DELETE FROM verdicts WHERE ticket = ?", (record.id,))
    for label in verdict.labels:
        first = label.evidence[0]
        database.execute(
            "INSERT INTO verdicts VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(record.id, label.symptom, label.stance, label.score),
                *(first.quote, first.match.rule_id, verdict.ruleset),
            ),
        )


def main(table: str, path: str) -> None:
    """Import one file, all of it or nothing."""
    classifier = Classifier.load()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(TABLES)
        with database:
            for record in read_records(table):
                keep(database, record, classifier)
        count = "SELECT count(DISTINCT ticket) FROM verdicts WHERE stance = 'complaint'"
        print(f"反映问题的 {database.execute(count).fetchone()[0]} 条")
        count = "SELECT count(*) FROM unread"
        print(f"没有读懂的 {database.execute(count).fetchone()[0]} 条")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except InputError as error:
        for problem in error.problems:
            print(f"{problem.code} {problem.message()}\n{problem.hint()}")
        sys.exit(1)
