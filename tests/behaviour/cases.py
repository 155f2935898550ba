"""Read the behaviour cases: files of texts with what the classifier must say.

Three kinds of case, after CheckList (Ribeiro et al., 2020): an ``MFT`` is one text
and what is expected of it; a ``DIR`` is a text and an edit that changes what is
expected; an ``INV`` is a text whose made variants must get the same verdict.

The reader is strict, and says everything that is wrong with all files at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.behaviour.variants import VARIANTS

ROOT = Path(__file__).parent
HALVES = ("open", "sealed")
TYPES = ("MFT", "DIR", "INV")
STANCES = frozenset({"complaint", "remedy", "policy", "mention"})
SYMPTOMS = frozenset(
    {
        "wenshan_huihai",
        "zhijian_xingshi",
        "henji_zhuyi",
        "yibiao_kangyi",
        "ducha_kaohe",
        "cengceng_jiama",
        "zeren_xiatui",
        "biaotai_zuoxiu",
        "shuju_zaojia",
        "zhengming_guapai",
        "jianfu_zouyang",
        "general",
    }
)

_SEED = "jianfu-behaviour-1"
_FILE_FIELDS = {"kind", "capability", "half", "cases"}
_FIELDS = {
    "MFT": {"id", "type", "text", "expect"},
    "DIR": {"id", "type", "text", "expect", "edit", "then"},
    "INV": {"id", "type", "text", "expect", "edits"},
}
_EXPECT_FIELDS = {"is_complaint", "labels", "absent"}
_EDITS = {"append", "text"}


class CaseFileError(Exception):
    """What is wrong with the case files, one line each."""


@dataclass(frozen=True)
class Expectation:
    """What a verdict must be; what is not named is not looked at.

    ``labels`` are symptoms with their stance, ``absent`` symptoms that may not be
    found at all.
    """

    is_complaint: bool | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Case:
    """One case; ``edited`` and ``then`` are of a DIR, ``edits`` of an INV.

    The texts are kept out of the ``repr``, so that no traceback shows a sealed one.
    """

    id: str
    type: str
    capability: str
    half: str
    file: str
    text: str = field(repr=False)
    expect: Expectation = field(repr=False)
    edited: str = field(default="", repr=False)
    then: Expectation = field(default=Expectation(), repr=False)
    edits: tuple[str, ...] = ()


def half_of(capability: str, number: int) -> str:
    """Return the half that the case of this number belongs to.

    Of each two following numbers one falls into each half, by a hash that nobody
    chose.
    """
    pair, place = divmod(number - 1, 2)
    key = f"{_SEED}:{capability}:{pair}".encode()
    flip = hashlib.sha256(key).digest()[0] & 1
    return HALVES[place ^ flip]


def read_cases(root: Path = ROOT) -> list[Case]:
    """Read every case below ``open/`` and ``sealed/`` of *root*.

    Raises
    ------
    CaseFileError
        With every problem of every file.
    """
    faults: list[str] = []
    cases: list[Case] = []
    for half in HALVES:
        for path in sorted((root / half).glob("*.yml")):
            reader = _FileReader(path, half, faults)
            cases += reader.read()
    by_id: dict[str, Case] = {}
    by_text: dict[str, Case] = {}
    for case in cases:
        if case.id in by_id:
            faults.append(f"{case.file}: {case.id} is used twice")
        elif case.text in by_text:
            twin = by_text[case.text].id
            faults.append(f"{case.file}: {case.id} has the text of {twin}")
        by_id[case.id] = by_text[case.text] = case
    if not cases and not faults:
        faults.append(f"{root}: there are no cases")
    if faults:
        raise CaseFileError("\n".join(faults))
    return cases


class _FileReader:
    """Reads one file; what is wrong goes to *faults*."""

    def __init__(self, path: Path, half: str, faults: list[str]) -> None:
        self.path = path
        self.name = f"{half}/{path.name}"
        self.half = half
        self.faults = faults

    def fault(self, where: str, what: str) -> None:
        self.faults.append(f"{self.name}: {where}: {what}")

    def read(self) -> Iterator[Case]:
        try:
            data = yaml.load(self.path.read_text(encoding="utf-8"), _StrictLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self.fault("file", " ".join(str(error).split()))
            return
        if not self.has_fields(data, "file", _FILE_FIELDS, _FILE_FIELDS):
            return
        for key, wanted in (
            ("kind", "behaviour"),
            ("capability", self.path.stem),
            ("half", self.half),
        ):
            if data[key] != wanted:
                self.fault("file", f"{key} must be {wanted}, not {data[key]}")
        if not isinstance(data["cases"], list) or not data["cases"]:
            self.fault("file", "cases must be a list that is not empty")
            return
        for number, item in enumerate(data["cases"], 1):
            case = self.case(item, f"case {number}")
            if case is not None:
                yield case

    def case(self, item: object, where: str) -> Case | None:
        before = len(self.faults)
        if not isinstance(item, dict) or item.get("type") not in TYPES:
            self.fault(where, f"type must be one of {', '.join(TYPES)}")
            return None
        fields = _FIELDS[item["type"]]
        if not self.has_fields(item, str(item.get("id", where)), fields, fields):
            return None
        where = str(item["id"])
        self.check_id(where)
        text = self.text(item["text"], where, "text")
        expect = self.expectation(item["expect"], where, "expect")
        edited, then = "", Expectation()
        edits: tuple[str, ...] = ()
        if item["type"] == "DIR":
            edited = self.edited(item["edit"], text, where)
            then = self.expectation(item["then"], where, "then")
            if edited == text:
                self.fault(where, "the edit changes nothing")
            if then == expect:
                self.fault(where, "then must differ from expect")
        if item["type"] == "INV":
            edits = self.edits(item["edits"], where)
            if expect.is_complaint is None:
                self.fault(where, "an INV must say is_complaint")
        if len(self.faults) > before:
            return None
        return Case(
            id=where,
            type=item["type"],
            capability=self.path.stem,
            half=self.half,
            file=self.name,
            text=text,
            expect=expect,
            edited=edited,
            then=then,
            edits=edits,
        )

    def check_id(self, case_id: str) -> None:
        stem, _, number = case_id.rpartition("-")
        if stem != self.path.stem or not number.isdecimal() or int(number) < 1:
            self.fault(case_id, f"the id must be {self.path.stem}-NN")
            return
        half = half_of(stem, int(number))
        if half != self.half:
            self.fault(case_id, f"the number puts this case into {half}/")

    def has_fields(
        self, data: object, where: str, known: set[str], needed: set[str]
    ) -> bool:
        """Say whether *data* is a mapping of just these fields."""
        if not isinstance(data, dict):
            self.fault(where, "must be written as “name: value”")
            return False
        for key in data:
            if key not in known:
                self.fault(where, f"unknown field {key}")
        for key in sorted(needed - set(data)):
            self.fault(where, f"{key} is missing")
        return set(data) <= known and needed <= set(data)

    def text(self, value: object, where: str, key: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fault(where, f"{key} must be a text")
            return ""
        return value

    def edited(self, edit: object, text: str, where: str) -> str:
        if not isinstance(edit, dict) or len(edit) != 1 or not set(edit) <= _EDITS:
            self.fault(where, f"edit must be one of {', '.join(sorted(_EDITS))}")
            return ""
        ((how, value),) = edit.items()
        value = self.text(value, where, how)
        return text + value if how == "append" else value

    def edits(self, value: object, where: str) -> tuple[str, ...]:
        if value == "all":
            return tuple(VARIANTS)
        names = value if isinstance(value, list) else []
        if not names or not set(names) <= set(VARIANTS):
            self.fault(where, f"edits must be all, or some of {', '.join(VARIANTS)}")
        return tuple(names)

    def expectation(self, value: object, where: str, key: str) -> Expectation:
        where = f"{where}.{key}"
        if not self.has_fields(value, where, _EXPECT_FIELDS, set()):
            return Expectation()
        assert isinstance(value, dict)
        complaint = value.get("is_complaint")
        labels = value.get("labels", {})
        absent = value.get("absent", [])
        if not value:
            self.fault(where, "nothing is expected")
        if complaint is not None and not isinstance(complaint, bool):
            self.fault(where, "is_complaint must be true or false")
        if not isinstance(labels, dict) or not set(labels) <= SYMPTOMS:
            self.fault(where, f"labels: unknown symptom in {labels}")
            labels = {}
        if not set(map(str, labels.values())) <= STANCES:
            self.fault(where, f"labels: unknown stance in {labels}")
        if "complaint" in labels.values() and complaint is not True:
            self.fault(where, "a complaint needs is_complaint: true")
        if absent == "all":
            absent = sorted(SYMPTOMS)
        if not isinstance(absent, list) or not set(absent) <= SYMPTOMS:
            self.fault(where, f"absent: unknown symptom in {absent}")
            absent = []
        if set(absent) & set(labels):
            self.fault(where, "a symptom is both in labels and absent")
        return Expectation(complaint, labels, frozenset(absent))


class _StrictLoader(yaml.SafeLoader):  # type: ignore[misc]
    """A loader that refuses a key given twice."""


def _unique_mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> object:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for key in keys:
        if keys.count(key) > 1:
            mark = node.start_mark
            raise yaml.constructor.ConstructorError(
                "mapping", mark, f"{key} is given twice", mark
            )
    return loader.construct_mapping(node, deep=True)


_StrictLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _unique_mapping
)
