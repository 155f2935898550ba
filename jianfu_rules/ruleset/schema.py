"""One table of the fields that rule files may hold.

The reader, and whatever describes the format (reference page, editor schema),
takes the fields from here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from jianfu_rules.model import (
    DIRECTIONS,
    EFFECTS,
    REACHES,
    STANCES,
    UNSAID,
    WITHINS,
)
from jianfu_rules.model_layers import PERS


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a mapping in a rule file.

    Parameters
    ----------
    name : str
        The key.
    type : str
        ``text``, ``id``, ``number``, ``date`` (YYYY-MM-DD), ``choice``, ``texts`` (a
        list of text), ``phrases`` (a list of phrases), ``words`` (names to lists of
        text), ``scoped_words`` (symptoms, or ``shared``, to ``words``), ``numbers``
        (names to numbers), ``articles`` (names to text), or the name of a section
        for a list of mappings of that section.
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

STRENGTHS = ("strong", "medium", "weak")
NOISES = ("off", "typed", "ocr", "voice", "usual", "all")
"""The names of the noise profiles."""
SHARED = "shared"
"""How ``add_words`` calls the lists that all files see."""

OVERRIDES = (
    *("name", "strength", "within", "stance", "alone", "policy", "noise"),
    *("valid_from", "valid_to"),
)
"""The fields of a rule that an override may replace."""

_RULE_BODY = (
    Field("name", "text", "一句话说明", required=True),
    Field("strength", "choice", "说服力：强、中、弱", choices=STRENGTHS),
    Field("phrases", "phrases", "任意一条出现就算"),
    Field("together", "phrases", "要一起出现，不论先后"),
    Field("within", "choice", "一起出现在多大范围", choices=WITHINS),
    Field("exceptions", "phrases", "碰上这些写法时不算（有重叠即可）"),
    Field("unless", "phrases", "同一句里有这些就不算"),
    Field("unless_anywhere", "phrases", "全文里有这些就不算"),
    Field("only_with", "phrases", "全文里要有其中之一才算"),
    Field("stance", "choice", "立场写死", choices=STANCES),
    Field("alone", "choice", "没有语境词时的立场", choices=(*STANCES, UNSAID)),
    Field("policy", "texts", "依据的政策条文"),
    Field("noise", "choice", "这条规则认哪些错字", choices=NOISES),
    Field("valid_from", "date", "从哪一天的文字起用"),
    Field("valid_to", "date", "用到哪一天的文字为止"),
    Field("should_match", "case", "应当命中的例子", required=True),
    Field("should_not_match", "case", "不该命中的例子", required=True),
)
LIMITED = (
    *("会议", "会议时长", "讲话时长", "文件", "文件页数", "文件字数", "简报", "材料"),
    *("报表", "工作群", "应用", "牌子", "检查", "考核", "台账", "证明", "责任状"),
    *("活动", "制度", "培训", "指标", "记录", "照片", "视频", "借调人员"),
)
"""What a limit may be about."""

_LIMIT_BODY = (
    Field("id", "id", "编号", required=True),
    Field("what", "text", "限的是什么：会议时长、文件页数、检查……", required=True),
    Field("max", "number", "最多多少", required=True),
    Field("unit", "text", "单位"),
    Field("per", "choice", "每多久；不写就不按时间算", choices=PERS),
    Field("valid_from", "date", "从哪天起；不写就是文件的日期"),
    Field("valid_to", "date", "到哪天为止"),
    Field("scope", "texts", "文字里有这些词之一才适用"),
    Field("note", "text", "备注"),
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
        Field("statistics", "statistic", "官方统计的类别，与症状对照"),
    ),
    "statistic": (
        Field("id", "id", "编号", required=True),
        Field("name", "text", "官方的名称", required=True),
        Field("symptoms", "texts", "对得上的症状"),
        Field("confirmed", "choice", "名称是否已核实", choices=("yes", "no")),
        Field("note", "text", "备注"),
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
        Field("limits", "limit", "文件里的数字限额"),
    ),
    "limit": (
        *_LIMIT_BODY,
        Field("article", "text", "在文件的哪一条"),
    ),
    "words": (
        *_HEAD,
        Field("words", "words", "词表：名称与词", required=True),
        Field("pinyin", "texts", "写成拼音也认的词或词表"),
        Field("initials", "texts", "写成拼音首字母也认的词或词表"),
        Field("whole_words", "texts", "切开了别的词就不算的词或词表"),
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
    "rule": (Field("id", "id", "编号", required=True), *_RULE_BODY),
    "case": (
        Field("text", "text", "例句", required=True),
        Field("finds", "text", "应当找到的原文"),
        Field("stance", "choice", "应得的立场", choices=STANCES),
        Field("known_gap", "text", "已知做不到的原因"),
    ),
    "overlay": (
        Field("kind", "text", "这是哪一种文件", required=True),
        Field("locality", "text", "地方的编号，与文件的路径相同", required=True),
        Field("name", "text", "地方的名称，带省、市、县、区", required=True),
        Field("extends", "text", "叠在哪一层上；不写就是上一级"),
        Field("version", "number", "版本，每改一次加一", required=True),
        Field("reviewed", "date", "最近一次复核的日期", required=True),
        Field("contact", "text", "有问题找谁"),
        Field("words", "words", "只在本文件用的词表"),
        Field("add_words", "scoped_words", "给全国的词表加词"),
        Field("disable", "disable", "停用上级的规则"),
        Field("override", "override", "修改上级的规则"),
        Field("add", "local_rule", "本地的新规则"),
        Field("policies", "policy", "本地的政策文件"),
        Field("limits", "local_limit", "本地的数字限额"),
        Field("breaks", "named_break", "叠加后不再成立的上级例子，要说明原因"),
    ),
    "disable": (
        Field("rule", "text", "规则编号@版本", required=True),
        Field("reason", "text", "为什么", required=True),
        Field("until", "date", "停用到哪一天"),
        Field("should_not_match", "case", "停用后不该再报的例子"),
    ),
    "override": (
        Field("rule", "text", "规则编号@版本", required=True),
        Field("reason", "text", "为什么", required=True),
        Field("enabled", "choice", "恢复上级停用的规则", choices=("yes",)),
        *(replace(f, required=False) for f in _RULE_BODY if f.name in OVERRIDES),
        *(
            Field(f"{act}_{name}", "phrases", f"{zh} {name} 里的短语")
            for name in ("phrases", "unless")
            for act, zh in (("add", "加进"), ("remove", "去掉"))
        ),
        Field("should_match", "case", "改后应当命中的例子"),
        Field("should_not_match", "case", "改后不该命中的例子"),
    ),
    "local_rule": (
        Field("id", "id", "编号；前面会加上地方的编号", required=True),
        Field("symptom", "text", "哪种症状", required=True),
        *_RULE_BODY,
    ),
    "local_limit": (
        *_LIMIT_BODY,
        Field("policy", "text", "哪个文件的哪一条：文件编号#条目", required=True),
    ),
    "named_break": (
        Field("rule", "text", "规则或语境词的编号", required=True),
        Field("text", "text", "例句，一字不差", required=True),
        Field("reason", "text", "为什么可以不成立", required=True),
    ),
}

SECTION_NAMES = {
    "limit": ("限额", "limit"),
    "disable": ("停用", "disable"),
    "override": ("修改", "override"),
    "local_rule": ("规则", "rule"),
    "local_limit": ("限额", "limit"),
    "named_break": ("例外", "break"),
    "taxonomy_symptom": ("症状", "symptom"),
    "policy": ("政策文件", "policy"),
    "statistic": ("统计类别", "statistical kind"),
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
FILE_KINDS = tuple(n for n, fields in SECTIONS.items() if fields[0].name == "kind")
"""The kinds of files that there are: those of a rule directory, and overlays."""

TYPE_NAMES = {
    "text": ("一段文字", "text"),
    "id": ("编号", "an id"),
    "number": ("数字", "a number"),
    "date": ("日期", "a date"),
    "choice": ("一个词", "one word"),
    "texts": ("列表", "a list"),
    "phrases": ("列表", "a list"),
    "words": ("“名称: [词, 词]”", "a mapping of names to lists"),
    "scoped_words": (
        "“症状: {名称: [词, 词]}”",
        "a mapping of symptoms to lists by name",
    ),
    "numbers": ("“名称: 数字”", "a mapping of names to numbers"),
    "articles": ("“编号: 要点”", "a mapping of names to text"),
}
"""How a type is called in messages, in Chinese and in English."""
