"""What is fuzzed: plain functions of bytes that raise only where a promise is broken.

The suite draws bytes for them (test_targets.py), ``make fuzz`` steers bytes at them by
coverage (scripts/fuzz.py). An error of the program's own family is an answer and no
failure; anything else that comes out is one, and so is a broken promise of the results:
offsets within the text, quotes that stand there, messages that can be said.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from itertools import islice

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import FallbackError, InputError, Problem, render_problem
from jianfu_rules.fallback.estimator import parse_estimator
from jianfu_rules.model import PhraseText, Rule, Ruleset, SourceRef, Symptom, Taxonomy
from jianfu_rules.pipeline.normalizing import fold, normalize
from jianfu_rules.pipeline.partitioning import find_pieces
from jianfu_rules.pipeline.quantities import find_facts
from jianfu_rules.pipeline.segmenting import segment
from jianfu_rules.records.delimited import read_delimited
from jianfu_rules.records.encodings import decode_lines, find_encoding
from jianfu_rules.records.jsonlines import read_json_lines
from jianfu_rules.records.markdown import escape_markdown
from jianfu_rules.records.plaintext import read_text_lines
from jianfu_rules.records.record import Reading, Record
from jianfu_rules.records.writing import safe_cell
from jianfu_rules.redaction.redacting import redact
from jianfu_rules.report.entry import Entry
from jianfu_rules.report.gathering import Gathering
from jianfu_rules.report.method import Origin
from jianfu_rules.report.page import report_page
from jianfu_rules.report.rulenames import RuleNames
from jianfu_rules.report.summary import summarize
from jianfu_rules.ruleset.compiling import compile_rules
from jianfu_rules.ruleset.overlays import read_overlay
from jianfu_rules.ruleset.phrases import PhraseSlip, parse_phrase
from jianfu_rules.ruleset.reading import read_file
from jianfu_rules.ruleset.schema import KINDS

MAX_RECORDS = 200
LISTS = frozenset({"群", "太多", "每天"})

TOKENS = (
    *"群表会报填台账工作微信三五十百千万两几半零〇一多个张次天月点时分第每都要得没不",
    *"，。！？；：、…—（）()<>|《》“”\"'【】[]{}=+-@.,:;%％℃*#&!/\\~^`$_ \t\n\r　",
    *"0123456789０９aAzfＦ①⑩²½ⅣéÅßİı",
    *("工作群", "填表", "文山会海", "形式主义", "苦不堪言", "打卡", "会议"),
    *("三十多", "十几", "上百", "近百", "不下二十", "从", "变成", "减少到", "每周"),
    *("小时", "分钟", "两三", "百分之", "１,０６８", "17:00", "12345", "减负"),
    *("不得", "严禁", "如果", "已经", "取消", "要求", "反而", "据说", "哪有时间"),
    *("【答复】", "答复如下：", "标题：", "网友您好：", "此致敬礼", "\n\n", "\r\n"),
    *("\u200b", "\u200d", "\ufeff", "\u0301", "\u3000", "\x00", "\x1b[31m", "\u202e"),
    *("\ud800", "\U0001f600", "\ufffd", "\U0010ffff", "\U00020000", "\u2028", "\x85"),
    *(
        "<数字",
        "≥5>",
        "<群>",
        "<太多>",
        "……",
        "（的）",
        "…",
        "<数字≤3>",
        "亻尔",
        "wenshan",
    ),
    *(
        "<script>",
        "</script>",
        "<!--",
        "javascript:",
        "&lt;",
        '" onload="',
        "{{",
        "]]>",
    ),
    *("李主任", "王小明", "13812345678", "110101199003070011", "号楼2单元", "@qq.com"),
)


def text_of(data: bytes) -> str:
    """Return a text: of tokens, a byte each, or what the bytes say as UTF-8."""
    if data[:1] < b"\xc0":
        return "".join(TOKENS[byte % len(TOKENS)] for byte in data[1:])
    return data[1:].decode("utf-8", "replace")


def say_all(problems: list[Problem]) -> None:
    """Say problems in both languages, as the command line does."""
    for problem in problems:
        for lang in ("zh", "en"):
            assert problem.code in render_problem(problem, lang)


def rule_file(data: bytes) -> None:
    """Read bytes as a rule file of any kind, and as one of a locality."""
    kind = KINDS[data[0] % len(KINDS)] if data else "symptom"
    problems: list[Problem] = []
    file, draft = read_file("a.yml", data[1:], kind, problems)
    assert draft is not None or problems
    read_overlay("localities/a.yml", data[1:], "a", problems)
    say_all(problems[:50])
    for problem in problems:
        assert problem.source is None or problem.source.line >= 1


def phrase(data: bytes) -> None:
    """Parse a phrase; what is refused has a place inside it."""
    text = text_of(data)
    try:
        forms = parse_phrase(text, LISTS)
    except PhraseSlip as slip:
        assert 0 <= slip.offset <= len(text)
        source = SourceRef("a.yml", 1, slip.offset + 1)
        say_all([Problem(slip.code, _with_near(slip), source, text, slip.width)])
        return
    assert forms or not text.strip()
    for form in forms:
        assert form


def _with_near(slip: PhraseSlip) -> dict[str, object]:
    return {"suggestion": "", "known": "", **slip.values}


def normalized(data: bytes) -> None:
    """Fold a text; every character knows where it came from."""
    text = text_of(data)
    ntext = normalize(text)
    assert len(ntext.origin) >= len(ntext.text)
    before = 0
    for at in ntext.origin[: len(ntext.text)]:
        assert before <= at < max(len(text), 1)
        before = at
    folded = fold(text)
    assert fold(folded) == folded
    parts = segment(ntext)
    assert set(parts.paragraph_starts) <= set(parts.sentence_starts)
    assert set(parts.sentence_starts) <= set(parts.clause_starts)
    for piece in find_pieces(text):
        assert 0 <= piece.start <= piece.end <= len(text)


@cache
def small_classifier() -> Classifier:
    """Return a classifier of a few rules that use every kind of phrase."""

    def phrases(*texts: str) -> tuple[PhraseText, ...]:
        place = SourceRef("a.yml", 1, 1)
        return tuple(PhraseText(t, place, parse_phrase(t, LISTS)) for t in texts)

    rules = [
        Rule(
            id="a.qun",
            symptom="a",
            name="群",
            phrases=phrases("<群>…<太多>", "<数字≥5>（多）个<群>", "从<数字>……<数字>"),
            unless=phrases("小区"),
        ),
        Rule(
            id="a.biao",
            symptom="a",
            name="表",
            together=phrases("<填|报>（的）表", "<每天>"),
            within="sentence",
        ),
        Rule(
            id="a.wen",
            symptom="a",
            name="文",
            phrases=phrases("文山会海", "形式主义", "？只好"),
            exceptions=phrases("反对形式主义"),
        ),
    ]
    ruleset = Ruleset(
        taxonomy=Taxonomy(
            "1",
            (Symptom("a", "甲", ""),),
            {"strong": 0.9, "medium": 0.6, "weak": 0.3},
        ),
        rules=tuple(rules),
        cues=(),
        policies=(),
        layers=("national",),
        digest="sha256:0",
        words={
            "": {"群": ("群", "工作群"), "太多": ("太多",), "每天": ("每天", "天天")},
            "a.yml": {},
        },
    )
    return Classifier(compile_rules(ruleset, "all"))


def matched(data: bytes) -> None:
    """Classify a text by a few rules; see `check_result`."""
    check_result(small_classifier(), text_of(data))


def classified(data: bytes) -> None:
    """Classify a text by the rules and the model that come along."""
    check_result(_national(), text_of(data))


@cache
def _national() -> Classifier:
    return Classifier.load()


def check_result(classifier: Classifier, text: str) -> None:
    """Hold a verdict to what docs/output.md promises."""
    result = classifier.classify(text)
    values = result.to_dict("a")
    json.dumps(values)
    assert result.complete == (not result.reasons)
    spans = [e for label in values["labels"] for e in label["evidence"]]
    for found in (*spans, *values["dropped"], *values["facts"]):
        assert 0 <= found["start"] < found["end"] <= len(text)
        assert text[found["start"] : found["end"]] == found["text"]
    for label in values["labels"]:
        assert 0 <= label["score"] <= 1
        assert label["evidence"]


def quantities(data: bytes) -> None:
    """Find the figures of a text; they stand where they say."""
    text = text_of(data)
    for fact in find_facts(normalize(text)):
        assert 0 <= fact.span.start < fact.span.end <= len(text)
        assert text[fact.span.start : fact.span.end] == fact.text
        assert fact.low <= fact.high


_TEXT_READERS = (
    lambda lines, reading: read_delimited(lines, reading, ","),
    lambda lines, reading: read_delimited(lines, reading, "\t"),
    read_json_lines,
    read_text_lines,
)


def text_file(data: bytes) -> None:
    """Read bytes, of whatever encoding, as csv, tsv, JSON Lines or plain text."""
    read = _TEXT_READERS[data[0] % len(_TEXT_READERS)] if data else read_text_lines
    stream = io.BytesIO(data[1:])
    said: list[Problem] = []
    reading = Reading("a.csv", None, None, said.append)
    try:
        lines = decode_lines(stream, find_encoding(stream, "a.csv"), "a.csv")
        _take(read(lines, reading), said)
    except InputError as error:
        said += error.problems
    say_all(said[:50])


def _take(records: Iterator[Record], said: list[Problem]) -> None:
    for record in islice(records, MAX_RECORDS):
        assert isinstance(record.text, str)
        assert record.id
        if record.error:
            said.append(record.error)


def gb18030(data: bytes) -> None:
    """Decode bytes that may be GB18030, broken anywhere, line by line."""
    stream = io.BytesIO(data)
    with suppress(InputError):
        encoding = find_encoding(stream, "a.txt")
        lines = list(decode_lines(stream, encoding, "a.txt"))
        assert [line.number for line in lines] == list(range(1, len(lines) + 1))
        for line in lines:
            if line.problem:
                say_all([line.problem])


_CONTENT_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'content-types"><Default Extension="xml" ContentType="application/xml"/>'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    b'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
    b'PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    b'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>'
    b"</Relationships>"
)
_WORKBOOK = (
    b'<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" '
    b'r:id="r1"/></sheets></workbook>'
)
_SHEET = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)
_DOCUMENT = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
)


def _zip(parts: dict[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream


def office_file(data: bytes) -> None:
    """Read bytes as workbook, document, PDF or archive, or as the XML within one."""
    from jianfu_rules.records.archives import list_members, open_member
    from jianfu_rules.records.pdfs import read_pdf
    from jianfu_rules.records.sheets import read_workbook
    from jianfu_rules.records.worddocs import read_document

    said: list[Problem] = []
    reading = Reading("a.bin", None, None, said.append)
    choice, rest = (data[0] % 7, data[1:]) if data else (0, b"")
    stream = io.BytesIO(rest)
    try:
        if choice == 0:
            for name, _, problem in list_members(stream, "a.zip")[:20]:
                if problem is None:
                    with open_member(stream, "a.zip", name) as member:
                        member.read(1 << 20)
        elif choice == 1:
            _take(read_workbook(stream, reading, whole=False), said)
        elif choice == 2:
            _take(read_document(stream, reading, whole=False), said)
        elif choice == 3:
            _take(read_pdf(stream, reading, whole=False), said)
        elif choice < 6:
            book = {
                "[Content_Types].xml": _CONTENT_TYPES,
                "_rels/.rels": _RELS % (b"officeDocument", b"xl/workbook.xml"),
                "xl/workbook.xml": _WORKBOOK,
                "xl/_rels/workbook.xml.rels": _RELS
                % (b"worksheet", b"worksheets/sheet1.xml"),
                "xl/worksheets/sheet1.xml": _SHEET % rest if choice == 4 else rest,
            }
            _take(read_workbook(_zip(book), reading, whole=False), said)
        else:
            parts = {"word/document.xml": _DOCUMENT % rest}
            _take(read_document(_zip(parts), reading, whole=False), said)
    except InputError as error:
        said += error.problems
    say_all(said[:50])


class _Page(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: dict[str, int] = {}
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes.update(name for name, _ in attrs)
        for name, value in attrs:
            if name in {"href", "src", "action"}:
                assert value is not None and value.startswith("#"), (name, value)


_NAMES = RuleNames("sha256:0", ("全国",), {"a.r": "规则"}, {"a": "甲"}, {}, {}, ())


def _page(text: str) -> _Page:
    evidence = {"text": text, "start": 0, "end": len(text), "rule": "a.r"}
    label = {
        "symptom": "a",
        "name": "甲",
        "stance": "complaint",
        "score": 0.9,
        "source": "rules",
        "policies": [],
        "evidence": [evidence],
    }
    verdict = {
        "id": text,
        "is_complaint": True,
        "complete": True,
        "labels": [label],
        "facts": [],
        "breaches": [],
        "dropped": [],
        "ruleset": "sha256:0",
    }
    gathering = Gathering(lambda shown, spans: (shown, spans))
    where = {"place": text, "unit": text}
    gathering.add(Entry(text, verdict, {"": text}, where))
    origin = Origin(text, "2026-11-22", "0.0", (text,), False)
    page = _Page()
    page.feed("".join(report_page(summarize(gathering, _NAMES, None, 1), origin, None)))
    page.close()
    return page


@cache
def _harmless_page() -> _Page:
    return _page("普通的文字")


def escaped(data: bytes) -> None:
    """Put a text wherever a report shows one: it adds no element and no attribute."""
    text = text_of(data) or "空"
    page = _page(text)
    plain = _harmless_page()
    assert page.tags.get("script") == plain.tags["script"]
    assert set(page.tags) <= set(plain.tags), set(page.tags) - set(plain.tags)
    assert page.attributes <= plain.attributes, page.attributes - plain.attributes
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert "\x00" not in cell
    assert not re.search(r"(?<!\\)[<\[`]", escape_markdown(text)), text


def redacted(data: bytes) -> None:
    """Hide personal data; places of what stays map there and back."""
    text = text_of(data)
    out = redact(text)
    for at in range(len(text) + 1):
        assert 0 <= out.to_redacted(at) <= len(out.text)
    for at in range(len(out.text) + 1):
        assert 0 <= out.to_original(at) <= len(text)
    assert out.found or out.text == text


def model_file(data: bytes) -> None:
    """Read bytes as a trained model."""
    try:
        parse_estimator(data.decode("utf-8", "replace"))
    except FallbackError as error:
        say_all(error.problems)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "rule_file": rule_file,
    "phrase": phrase,
    "normalized": normalized,
    "matched": matched,
    "classified": classified,
    "quantities": quantities,
    "text_file": text_file,
    "gb18030": gb18030,
    "office_file": office_file,
    "escaped": escaped,
    "redacted": redacted,
    "model_file": model_file,
}
