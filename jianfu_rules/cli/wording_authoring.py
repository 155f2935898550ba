"""What the commands say that try rules on files, in both languages."""

from __future__ import annotations

AUTHORING_WORDS: dict[str, dict[str, str]] = {
    "on_files": {
        "zh": "在哪些文件上试：.txt、.csv、.tsv、.jsonl；可以写多个。",
        "en": "The files to try on: .txt, .csv, .tsv, .jsonl; may be several.",
    },
    "on_files.more.name": {"zh": "[更多文件…]", "en": "[FILES…]"},
    "on_files.more": {
        "zh": "--on 之后还可以接着写别的文件。",
        "en": "More files after that of --on.",
    },
    "on_files.output": {
        "zh": "写进这个文件；全部写完才出现。",
        "en": "Write to this file; it appears when all is done.",
    },
    "on_files.unreadable": {
        "zh": "有 {n} 条没有读懂，没有算进去。",
        "en": "{n} records could not be read and are left out.",
    },
    "rules.impact": {
        "zh": "改了规则，哪些记录的结论会变：逐条列出，并指出是哪条规则、哪条短语、哪个语境词。",
        "en": "Which verdicts a change of the rules flips, and what is responsible.",
    },
    "impact.old.name": {"zh": "旧规则", "en": "OLD"},
    "impact.new.name": {"zh": "新规则", "en": "NEW"},
    "impact.old": {
        "zh": "改之前的规则目录；national 是自带的规则。",
        "en": "The rule directory before; national names the rules that come along.",
    },
    "impact.new": {
        "zh": "改之后的规则目录；national 是自带的规则。",
        "en": "The rule directory after; national names the rules that come along.",
    },
    "impact.format": {
        "zh": "table 表格（默认）、html 一个网页文件、json（给程序）；不写就看 --output 的后缀。",
        "en": "table (default), html (one page) or json; else told by --output.",
    },
    "impact.limit": {
        "zh": "最多列出多少条变了的记录（默认 1000）；计数不受影响。",
        "en": "List at most so many flips (default 1000); all are counted.",
    },
    "impact.kind": {"zh": "种类", "en": "KIND"},
    "impact.fail_on": {
        "zh": "有这种变化就以退出码 1 结束，可以写多次：complaint-lost、complaint-gained、"
        "label-lost、label-gained、stance-changed、any。",
        "en": "Exit with 1 on such a flip; may be repeated: complaint-lost, "
        "complaint-gained, label-lost, label-gained, stance-changed, any.",
    },
    "impact.with_model": {
        "zh": "两边都问统计模型；它只认得自带的规则，有一边用不上就两边都不用，并说明。",
        "en": "Ask the trained model on both sides; says where it cannot be used.",
    },
    "impact.old_at": {
        "zh": "旧规则叠上这个地方的规则，如 zhejiang/hangzhou；不写就不叠。",
        "en": "The locality whose overlays are merged into the old rules; else none.",
    },
    "impact.new_at": {
        "zh": "新规则叠上这个地方的规则；不写就不叠。",
        "en": "The locality whose overlays are merged into the new rules; else none.",
    },
    "impact.title": {"zh": "规则改动的影响", "en": "Impact of a change of rules"},
    "impact.sides": {"zh": "旧：{old}　新：{new}", "en": "old: {old}  new: {new}"},
    "impact.digests": {"zh": "摘要", "en": "digests"},
    "impact.records": {
        "zh": "{records} 条记录，结论变了 {flips} 条；反映问题 {before} → {after}",
        "en": "{records} records, {flips} flips; complaints {before} → {after}",
    },
    "impact.same_rules": {
        "zh": "两边的规则一字不差。",
        "en": "The rules of both sides are the same.",
    },
    "impact.no_flips": {
        "zh": "没有一条记录的结论改变。",
        "en": "No verdict differs.",
    },
    "impact.cut": {
        "zh": "只列出前 {shown} 条，共 {all} 条；用 --limit 多列。",
        "en": "The first {shown} of {all} are listed; see --limit.",
    },
    "impact.kind.complaint-lost": {
        "zh": "不再算反映问题",
        "en": "no longer a complaint",
    },
    "impact.kind.complaint-gained": {
        "zh": "新算反映问题",
        "en": "a complaint now",
    },
    "impact.kind.label-lost": {"zh": "少了标签", "en": "label lost"},
    "impact.kind.label-gained": {"zh": "多了标签", "en": "label gained"},
    "impact.kind.stance-changed": {"zh": "立场变了", "en": "stance changed"},
    "impact.before": {"zh": "改之前", "en": "before"},
    "impact.after": {"zh": "改之后", "en": "after"},
    "impact.kinds": {"zh": "变化", "en": "flip"},
    "impact.count": {"zh": "条数", "en": "count"},
    "impact.rule": {"zh": "规则", "en": "rule"},
    "impact.by_kind": {"zh": "按变化", "en": "By kind"},
    "impact.by_symptom": {"zh": "按症状和立场", "en": "By symptom and stance"},
    "impact.by_rule": {"zh": "哪些规则引起的", "en": "Rules responsible"},
    "impact.flips": {"zh": "变了的记录", "en": "Flips"},
    "impact.phrase": {"zh": "短语 {phrase}", "en": "phrase {phrase}"},
    "impact.elsewhere": {
        "zh": "证据两边相同，结论因同一症状的别处证据、语境词或分值而变",
        "en": "same evidence on both sides; other evidence, cues or weights decide",
    },
    "impact.cause.rule-added": {"zh": "新增的规则", "en": "new rule"},
    "impact.cause.rule-removed": {"zh": "规则删了", "en": "rule removed"},
    "impact.cause.phrase-added": {"zh": "新增的短语", "en": "new phrase"},
    "impact.cause.phrase-removed": {"zh": "短语删了或改了", "en": "phrase removed"},
    "impact.cause.rule-edited": {"zh": "规则的别的项改了", "en": "rule edited"},
    "impact.cause.dropped": {
        "zh": "另一边没有采用：{detail}",
        "en": "dropped on the other side: {detail}",
    },
    "impact.cause.cue": {
        "zh": "语境词不同（另一边：{detail}）",
        "en": "other cues (other side: {detail})",
    },
    "impact.cause.words": {
        "zh": "规则没改，词表或别处的词变了",
        "en": "same rule; a word list changed",
    },
    "impact.cause.model": {"zh": "统计模型", "en": "the trained model"},
    "impact.filter": {"zh": "只看：", "en": "Show: "},
    "impact.all": {"zh": "全部", "en": "all"},
    "impact.unreadable": {
        "zh": "另有 {n} 条读不了，没有算进去。",
        "en": "{n} more could not be read.",
    },
    "on_files.only": {
        "zh": "只看编号以这个开头的规则。",
        "en": "Only rules whose id begins with this.",
    },
    "rules.stats": {
        "zh": "每条规则在文件上做了什么：命中多少、独力撑起多少、和谁重叠、错了多少、哪些从不命中。",
        "en": "What each rule does on files: hits, alone, overlaps, precision, dead ones.",
    },
    "stats.gold": {
        "zh": "文件带人工标签（labels），算出每条规则的准确率和 95% 区间。",
        "en": "The files carry labels of people: give precision with its 95% interval.",
    },
    "stats.key": {"zh": "按什么", "en": "KEY"},
    "stats.sort": {
        "zh": "排序：records 条数（默认）、matches、alone、overlap、conflict、dropped、rule、"
        "precision（有 --gold 时默认，最不准的在前）。",
        "en": "records (default), matches, alone, overlap, conflict, dropped, rule, or "
        "precision (default with --gold, the worst first).",
    },
    "stats.limit": {
        "zh": "表里最多列几条规则（默认 40，0 是全部）；csv、json 总是全部。",
        "en": "Rows of the table (default 40, 0 for all); csv and json hold all.",
    },
    "stats.format": {
        "zh": "table 表格（默认）、csv（Excel）、json（给程序）；不写就看 --output 的后缀。",
        "en": "table (default), csv or json; else told by --output.",
    },
    "stats.summary": {
        "zh": "{records} 条记录，{labelled} 条有标签；{rules} 条规则，从不命中的 {dead} 条，"
        "没用上的短语 {phrases} 条",
        "en": "{records} records, {labelled} labelled; {rules} rules, {dead} never hit, "
        "{phrases} phrases unused",
    },
    "stats.noisy": {
        "zh": "；太不准的 {n} 条（区间上限不到 0.7）",
        "en": "; {n} noisy (interval below 0.7)",
    },
    "stats.cut": {
        "zh": "只列出 {shown} 条，共 {all} 条；用 --limit 0 列全部。",
        "en": "{shown} of {all} listed; --limit 0 lists all.",
    },
    "stats.layer": {"zh": "层", "en": "layer"},
    "stats.rules": {"zh": "规则", "en": "rules"},
    "stats.dead": {"zh": "从不命中", "en": "dead"},
    "stats.hits": {"zh": "条次", "en": "records"},
    "stats.records": {"zh": "条数", "en": "recs"},
    "stats.share": {"zh": "占比", "en": "share"},
    "stats.matches": {"zh": "处数", "en": "hits"},
    "stats.alone": {"zh": "独力", "en": "alone"},
    "stats.overlap": {"zh": "重叠", "en": "same"},
    "stats.conflict": {"zh": "冲突", "en": "clash"},
    "stats.dropped": {"zh": "弃用", "en": "drop"},
    "stats.precision": {"zh": "准确", "en": "precision"},
    "stats.complaint": {"zh": "反映问题准确", "en": "complaint"},
    "stats.flag.dead": {"zh": "从不命中", "en": "dead"},
    "stats.flag.noisy": {"zh": "太不准", "en": "noisy"},
    "stats.overlap.long": {
        "zh": "同一处读成同一症状同一立场的：",
        "en": "the same place, symptom and stance: ",
    },
    "stats.conflict.long": {
        "zh": "同一处读成别的症状或立场的：",
        "en": "the same place, another symptom or stance: ",
    },
    "stats.dropped.long": {"zh": "没有采用的原因：", "en": "dropped because: "},
    "stats.missed": {
        "zh": "没有采用而漏掉了人工标签的：{n} 条",
        "en": "dropped where people gave the label: {n}",
    },
    "stats.dead_phrases": {
        "zh": "没用上的短语 {n} 条（也可能总有更长的短语先命中）：",
        "en": "unused phrases {n} (a longer one may always come first):",
    },
    "stats.dead_rules": {"zh": "从不命中的规则 {n} 条：", "en": "{n} rules never hit:"},
    "stats.unseen": {
        "zh": "词表里没有在这些文字里出现过的词 {n} 个（全部见 --format json）：",
        "en": "{n} words of lists stand in no text (all: --format json):",
    },
    "stats.more_lists": {"zh": "还有 {n} 张词表。", "en": "{n} more lists."},
    "rules.discover": {
        "zh": "从没认出来的文字里找规则缺的说法：每条给出依据、三个例句和可以直接贴进规则文件的草稿。",
        "en": "Find phrases that the rules lack, with examples and a draft to paste.",
    },
    "discover.gold": {
        "zh": "文件带人工标签（labels）：从标了反映问题而规则没认出的里面找。",
        "en": "The files carry labels of people: look at complaints that were missed.",
    },
    "discover.reviewed": {
        "zh": "审核过的结果（csv 或 jsonl，编号对应）：从审核改正过的里面找。",
        "en": "Results that people reviewed (csv or jsonl): look at what they corrected.",
    },
    "discover.symptom.name": {"zh": "症状", "en": "SYMPTOM"},
    "discover.of": {
        "zh": "只找这种症状的，写编号或名称。",
        "en": "For this symptom only, by id or name.",
    },
    "discover.min": {
        "zh": "至少在几条没认出的文字里出现（默认 3；有人工标签时 2）。",
        "en": "Missed texts that must hold it (default 3, with labels 2).",
    },
    "discover.limit": {
        "zh": "最多给出多少条（默认 40）。",
        "en": "Candidates at most (default 40).",
    },
    "discover.format": {
        "zh": "table 给人看（默认）、yaml 草稿、json（给程序）；不写就看 --output 的后缀。",
        "en": "table (default), yaml (drafts) or json; else told by --output.",
    },
    "discover.summary": {
        "zh": "{records} 条记录，没认出的 {missed} 条，候选 {found} 条",
        "en": "{records} records, {missed} missed, {found} candidates",
    },
    "discover.figures": {
        "zh": "没认出的 {missed} 条里有；已知的 {count} 条里 {right} 条是这种问题；得分 {score}",
        "en": "in {missed} missed; {right} of {count} known ones have the symptom; "
        "score {score}",
    },
    "discover.nothing": {
        "zh": "没有找到。文字少的话用 --min-count 2 再试。",
        "en": "Nothing found. With few texts try --min-count 2.",
    },
    "discover.next": {
        "zh": "要草稿：加 --format yaml；贴进规则文件后用 jianfu rules test 和 jianfu rules impact 看效果。",
        "en": "For drafts add --format yaml; then jianfu rules test and impact.",
    },
    "discover.no_counter": {
        "zh": "（换成一句不该命中的话）",
        "en": "(put a sentence here that must not match)",
    },
}
"""Merged into ``wording.WORDS``."""
