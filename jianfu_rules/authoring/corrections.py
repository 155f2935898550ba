"""Read what reviewers wrote into a queue, and keep it in a corpus of cases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jianfu_rules.authoring.gold import place_of
from jianfu_rules.errors import Problem
from jianfu_rules.evaluation.scorecard import LabelledCase
from jianfu_rules.model import STANCES
from jianfu_rules.pipeline.explaining import STANCE_NAMES
from jianfu_rules.pipeline.normalizing import normalize
from jianfu_rules.ruleset.checking import nearest

if TYPE_CHECKING:
    from jianfu_rules.model import Taxonomy
    from jianfu_rules.records.record import Record

ID, TEXT, NOW, SYMPTOMS, STANCE, NOTE, UNIT = (
    "编号", "正文", "现在的判断", "正确症状", "立场", "备注", "单位",
)  # fmt: skip
"""The columns of a queue that are read back."""

RIGHT = frozenset({"对", "正确", "√", "✓", "ok"})
NONE = frozenset({"无", "没有", "没有标签", "none"})
NO_LABEL = "没有标签"
_BETWEEN = re.compile(r"[、，,；;/\n]+")
_QUOTES = re.compile("[“”\"'‘’\\s]")
_FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer says of a text.

    Parameters
    ----------
    record : Record
    text : str
    labels : mapping of str to str
        Symptom to stance.
    is_confirmed : bool
        Whether the reviewer only said that the verdict is right.
    note, unit : str
    """

    record: Record
    text: str
    labels: Mapping[str, str]
    is_confirmed: bool = False
    note: str = ""
    unit: str = ""

    def to_dict(self, case_id: str) -> dict[str, Any]:
        """Return the line of a corpus."""
        out: dict[str, Any] = {
            "id": case_id,
            "text": self.text,
            "labels": dict(self.labels),
            "tags": ["reviewed"],
        }
        if self.unit:
            out["unit"] = self.unit
        if self.note:
            out["note"] = self.note
        return out


def say_labels(labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return labels as a queue shows them, and as they can be written into it.

    Examples
    --------
    >>> say_labels({"huiyi": "remedy"}, {"huiyi": "会议负担"}), say_labels({}, {})
    ('会议负担：已经整改', '没有标签')
    """
    stances = STANCE_NAMES["zh"]
    told = (f"{names[s]}：{stances[stance]}" for s, stance in labels.items())
    return "；".join(told) or NO_LABEL


class CorrectionReader:
    """Reads the rows of a queue.

    Parameters
    ----------
    taxonomy : Taxonomy
        Symptoms may be called by name or id, stances in Chinese or English.
    """

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.symptoms = _by_name({s.id: s.name for s in taxonomy.symptoms})
        self.stances = _by_name({s: STANCE_NAMES["zh"][s] for s in STANCES})
        self.shown = "、".join(s.name for s in taxonomy.symptoms)

    def read(self, record: Record) -> Correction | None | list[Problem]:
        """Return a correction, None where nobody looked, or all that is wrong."""
        cells = {
            name: str(record.extra.get(name) or "").strip()
            for name in (NOW, SYMPTOMS, STANCE, NOTE, UNIT)
        }
        given, stance = cells[SYMPTOMS], cells[STANCE]
        if not given and not stance:
            return None
        is_confirmed = given.lower() in RIGHT
        if is_confirmed:
            labels = self._labels(record, NOW, cells[NOW], "")
        else:
            labels = self._labels(record, SYMPTOMS, given, stance)
        if isinstance(labels, list):
            return labels
        text = record.text
        if text.startswith(_FORMULA):
            text = text[1:]
        note, unit = cells[NOTE], cells[UNIT]
        return Correction(record, text, labels, is_confirmed, note, unit)

    def _labels(
        self, record: Record, column: str, given: str, stance: str
    ) -> dict[str, str] | list[Problem]:
        if given.lower() in NONE and not stance:
            return {}
        names = [part for part in map(str.strip, _BETWEEN.split(given)) if part]
        stances = [part for part in map(str.strip, _BETWEEN.split(stance)) if part]
        if not stances and names and all("：" in n or ":" in n for n in names):
            pairs = [re.split("[：:]", name, maxsplit=1) for name in names]
            names, stances = [p[0] for p in pairs], [p[1] for p in pairs]
        problems: list[Problem] = []
        found = [self._known(record, column, n, self.symptoms, problems) for n in names]
        place = column if column == NOW else STANCE
        taken = [self._known(record, place, s, self.stances, problems) for s in stances]
        if len(taken) == 1:
            taken *= max(len(found), 1)
        if not problems and len(taken) != len(found):
            values = {"symptoms": len(found), "stances": len(stances)}
            problems.append(Problem("JF726", values, place_of(record)))
        return problems or dict(zip(found, taken, strict=True))

    def _known(
        self,
        record: Record,
        column: str,
        value: str,
        known: Mapping[str, str],
        problems: list[Problem],
    ) -> str:
        bare = _QUOTES.sub("", value).lower()
        if bare not in known:
            is_symptom = known is self.symptoms
            values = {
                "column": column,
                "value": value,
                "suggestion": nearest(bare, known),
                "known": self.shown + "、无、对"
                if is_symptom
                else "、".join(STANCE_NAMES["zh"][s] for s in STANCES),
            }
            problems.append(Problem("JF725", values, place_of(record)))
        return known.get(bare, "")


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    known = {_QUOTES.sub("", name).lower(): key for key, name in names.items()}
    return known | {key.lower(): key for key in names}


@dataclass(slots=True)
class Merged:
    """A corpus with corrections put in.

    Parameters
    ----------
    lines : list of str
        All lines of the corpus, those that were there as they were.
    added, replaced, same : int
        Corrections that are new, that took the place of older labels, and that
        the corpus had.
    problems : list of Problem
        Corrections that contradict what is there (JF728).
    """

    lines: list[str] = field(default_factory=list)
    added: int = 0
    replaced: int = 0
    same: int = 0
    problems: list[Problem] = field(default_factory=list)


def merge_corpus(
    lines: Sequence[str],
    corpus: str,
    corrections: Iterable[Correction],
    names: Mapping[str, str],
    *,
    replace: bool,
) -> Merged:
    """Put corrections into a corpus.

    Parameters
    ----------
    lines : sequence of str
        Of the corpus; they must be cases.
    corpus : str
        Its name, for messages.
    corrections : iterable of Correction
    names : mapping of str to str
        The names of symptoms.
    replace : bool
        Let corrections win over other labels of the same text.
    """
    out = Merged(list(lines))
    places: dict[str, tuple[int, Mapping[str, str]]] = {}
    ids = set()
    for number, line in enumerate(lines):
        if line.strip():
            data = json.loads(line)
            places[normalize(data["text"]).text] = number, data["labels"]
            ids.add(str(data.get("id")))
    for correction in corrections:
        key = normalize(correction.text).text
        number, labels = places.get(key, (len(out.lines), None))
        if labels == correction.labels:
            out.same += 1
            continue
        if labels is not None and not replace:
            values = {
                "corpus": corpus,
                "was": say_labels(labels, {**_selves(labels), **names}),
                "is": say_labels(correction.labels, names),
            }
            out.problems.append(Problem("JF728", values, place_of(correction.record)))
            continue
        old: dict[str, Any] = {}
        if labels is None:
            out.added += 1
            out.lines.append("")
            case_id = _free_id(correction.record.id, ids)
            ids.add(case_id)
        else:
            out.replaced += 1
            old = json.loads(out.lines[number])
            case_id = str(old.get("id", correction.record.id))
        data = {**old, **correction.to_dict(case_id)}
        data["tags"] = list(dict.fromkeys([*old.get("tags", ()), *data["tags"]]))
        out.lines[number] = json.dumps(data, ensure_ascii=False)
        places[key] = number, correction.labels
    return out


def case_of_correction(correction: Correction) -> LabelledCase:
    """Return a correction as a case to score."""
    return LabelledCase(correction.record.id, correction.text, correction.labels)


def _selves(labels: Mapping[str, str]) -> dict[str, str]:
    """Name symptoms that the rules do not have (any more) by their ids."""
    return {symptom: symptom for symptom in labels}


def _free_id(wanted: str, taken: set[str]) -> str:
    number, free = 2, wanted
    while free in taken:
        free, number = f"{wanted}_{number}", number + 1
    return free
