"""One table of the fields that rule files may hold.

The reader, and whatever describes the format (reference page, editor schema),
takes the fields from here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass

from jianfu_rules.model import DIRECTIONS, EFFECTS, REACHES, STANCES, WITHINS


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a mapping in a rule file.

    Parameters
    ----------
    name : str
        The key.
    type : str
        ``text``, ``id``, ``number``, ``choice``, ``texts`` (a list of text),
        ``phrases`` (a list of phrases), ``words`` (names to lists of text),
        ``numbers`` (names to numbers), ``articles`` (names to text), or the name
        of a section for a list of mappings of that section.
    about : str
        What it means, in Chinese, for the reference page.
    required : bool
    choices : tuple of str
        For ``choice``.
    """

    name: str
    type: str
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()


_HEAD = (
    Field("kind", "text", "这是哪一种文件", required=True),
    Field("version", "number", "版本，每改一次加一"),
    Field("reviewed", "text", "最近一次复核的日期"),
)

SECTIONS: dict[str, tuple[Field, ...]] = {
    "taxonomy": (
        *_HEAD,
        Field("strengths", "numbers", "强、中、弱各值多少分（0 到 1）", required=True),
        Field("threshold", "number", "多少分起算一个症状（0 到 1）", required=True),
        Field("burden_bonus", "number", "句中有负担词时加多少分（0 到 1）"),
        Field("symptoms", "taxonomy_symptom", "症状，按次序", required=True),
    ),
    "taxonomy_symptom": (
        Field("id", "id", "编号", required=True),
        Field("name", "text", "名称", required=True),
        Field("about", "text", "算哪些", required=True),
        Field("not_this", "texts", "不算哪些"),
        Field("policy", "texts", "管它的政策条文"),
        Field("scored", "choice", "评分时是否单独计", choices=("yes", "no")),
        Field(
            "undoes_relief",
            "choice",
            "反映它时，别的症状的“已经整改”也算反映问题",
            choices=("yes", "no"),
        ),
    ),
    "policies": (
        *_HEAD,
        Field("policies", "policy", "政策文件", required=True),
    ),
    "policy": (
        Field("id", "id", "编号", required=True),
        Field("title", "text", "文件名", required=True),
        Field("issuer", "text", "发文单位"),
        Field("date", "text", "日期"),
        Field("number", "text", "文号"),
        Field("articles", "articles", "条目：编号与要点"),
        Field("symptoms", "texts", "涉及的症状"),
        Field("confirmed", "choice", "是否已核实", choices=("yes", "no")),
        Field("note", "text", "备注"),
    ),
    "words": (
        *_HEAD,
        Field("words", "words", "词表：名称与词", required=True),
    ),
    "cues": (
        *_HEAD,
        Field("words", "words", "只在本文件用的词表"),
        Field("cues", "cue", "语境词", required=True),
    ),
    "cue": (
        Field("id", "id", "编号", required=True),
        Field("effect", "choice", "作用", required=True, choices=EFFECTS),
        Field("phrases", "phrases", "语境词的写法", required=True),
        Field("direction", "choice", "管前面还是后面", choices=DIRECTIONS),
        Field("reach", "choice", "管多远", choices=REACHES),
        Field("stops_at", "phrases", "遇到这些就不再管"),
        Field("only_for", "texts", "只管这些症状"),
        Field("not_for", "texts", "不管这些症状"),
        Field("should_apply", "cue_case", "应当管到的例子"),
        Field("should_not_apply", "cue_case", "不该管到的例子"),
    ),
    "cue_case": (
        Field("text", "text", "例句", required=True),
        Field("to", "text", "管到的词"),
        Field("known_gap", "text", "已知做不到的原因"),
    ),
    "symptom": (
        *_HEAD,
        Field("symptom", "text", "症状编号", required=True),
        Field("name", "text", "症状名称", required=True),
        Field("about", "text", "算哪些"),
        Field("not_this", "texts", "不算哪些"),
        Field("policy", "texts", "管它的政策条文"),
        Field("words", "words", "只在本文件用的词表"),
        Field("rules", "rule", "规则", required=True),
    ),
    "rule": (
        Field("id", "id", "编号", required=True),
        Field("name", "text", "一句话说明", required=True),
        Field(
            "strength",
            "choice",
            "说服力：强、中、弱",
            choices=("strong", "medium", "weak"),
        ),
        Field("phrases", "phrases", "任意一条出现就算"),
        Field("together", "phrases", "要一起出现，不论先后"),
        Field("within", "choice", "一起出现在多大范围", choices=WITHINS),
        Field("exceptions", "phrases", "碰上这些写法时不算（有重叠即可）"),
        Field("unless", "phrases", "同一句里有这些就不算"),
        Field("unless_anywhere", "phrases", "全文里有这些就不算"),
        Field("only_with", "phrases", "全文里要有其中之一才算"),
        Field("stance", "choice", "立场写死", choices=STANCES),
        Field("alone", "choice", "没有语境词时的立场", choices=STANCES),
        Field("policy", "texts", "依据的政策条文"),
        Field("should_match", "case", "应当命中的例子", required=True),
        Field("should_not_match", "case", "不该命中的例子", required=True),
    ),
    "case": (
        Field("text", "text", "例句", required=True),
        Field("finds", "text", "应当找到的原文"),
        Field("stance", "choice", "应得的立场", choices=STANCES),
        Field("known_gap", "text", "已知做不到的原因"),
    ),
}

SECTION_NAMES = {
    "taxonomy_symptom": ("症状", "symptom"),
    "policy": ("政策文件", "policy"),
    "cue": ("语境词", "cue"),
    "rule": ("规则", "rule"),
    "case": ("例子", "case"),
    "cue_case": ("例子", "case"),
}
"""How a section is called in messages; the others are whole files."""

RULE_PHRASES = tuple(f.name for f in SECTIONS["rule"] if f.type == "phrases")
CUE_PHRASES = tuple(f.name for f in SECTIONS["cue"] if f.type == "phrases")
"""The fields of rules and cues that hold phrases, in the order of the table."""

KINDS = ("taxonomy", "policies", "words", "cues", "symptom")

TYPE_NAMES = {
    "text": ("一段文字", "text"),
    "id": ("编号", "an id"),
    "number": ("数字", "a number"),
    "choice": ("一个词", "one word"),
    "texts": ("列表", "a list"),
    "phrases": ("列表", "a list"),
    "words": ("“名称: [词, 词]”", "a mapping of names to lists"),
    "numbers": ("“名称: 数字”", "a mapping of names to numbers"),
    "articles": ("“编号: 要点”", "a mapping of names to text"),
}
"""How a type is called in messages, in Chinese and in English."""
