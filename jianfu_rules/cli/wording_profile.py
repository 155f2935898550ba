"""What the command line says about where the time goes."""

from __future__ import annotations

PROFILE_WORDS: dict[str, dict[str, str]] = {
    "profile": {
        "zh": "量一量时间花在哪里：哪一步、哪条规则、哪条记录。\n\n"
        "先做一遍只给各步计时，再做一遍只给规则计时，免得计时本身算进去。",
        "en": "Measure where the time goes: stages, rules, records.\n\n"
        "One pass times the stages, another the rules, lest one measure the other.",
    },
    "profile.format": {
        "zh": "table 给人看（默认），json 给程序。",
        "en": "table (default) or json.",
    },
    "profile.top": {
        "zh": "列出最慢的几条规则、几条记录；不写是 10。",
        "en": "How many of the slowest rules and records; 10 if not given.",
    },
    "profile.limit": {
        "zh": "只用前面几条记录；不写是 2000，0 是全部。",
        "en": "Use the first records only; 2000 if not given, 0 for all.",
    },
    "profile.sum": {
        "zh": "{records} 条，平均 {chars} 字：每条 {micros} 微秒，每秒 {rate} 条（一个进程，不算读写文件）",
        "en": "{records} records of {chars} characters: {micros} µs each, {rate} a "
        "second (one process, files left out)",
    },
    "profile.stage": {"zh": "步骤", "en": "stage"},
    "profile.micros": {"zh": "#每条 µs", "en": "#µs/record"},
    "profile.calls": {"zh": "#每条几次", "en": "#calls"},
    "profile.rules": {
        "zh": "规则和语境词里有 {share} 试过（词都在，才试着按位置接起来）。百分比是占全部规则的：",
        "en": "{share} of the rules and cues were tried (all their words stood there). "
        "Shares are of all rules:",
    },
    "profile.rule": {"zh": "规则、语境词", "en": "rule or cue"},
    "profile.field": {"zh": "哪一项", "en": "field"},
    "profile.tries": {"zh": "#试", "en": "#tries"},
    "profile.hits": {"zh": "#中", "en": "#hits"},
    "profile.text": {"zh": "最慢的记录", "en": "slowest records"},
    "profile.chars": {"zh": "字数", "en": "chars"},
    "profile.start": {"zh": "开头", "en": "start"},
    "stage.partition": {"zh": "分标题、正文、答复", "en": "find the parts"},
    "stage.normalize": {"zh": "折叠", "en": "normalize"},
    "stage.segment": {"zh": "分句", "en": "segment"},
    "stage.words": {"zh": "扫一遍找词", "en": "find words"},
    "stage.noise": {"zh": "找错字", "en": "slips"},
    "stage.whole_words": {"zh": "词切没切开", "en": "whole words"},
    "stage.numbers": {"zh": "短语里的数", "en": "numbers of phrases"},
    "stage.scan": {"zh": "分到各句、挑短语", "en": "sort into sentences"},
    "stage.match": {"zh": "接短语、定命中", "en": "match"},
    "stage.context": {"zh": "语境", "en": "context"},
    "stage.score": {"zh": "打分", "en": "score"},
    "stage.model": {"zh": "统计模型", "en": "model"},
    "stage.cite": {"zh": "依据", "en": "cite"},
    "stage.limits": {"zh": "限额", "en": "limits"},
    "stage.quantities": {"zh": "负担数字", "en": "quantities"},
    "stage.output": {"zh": "写成结果", "en": "output"},
    "stage.other": {"zh": "其余", "en": "other"},
}
