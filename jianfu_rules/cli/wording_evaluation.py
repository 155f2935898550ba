"""What the scorecard and the learning loop say, in both languages."""

from __future__ import annotations

EVALUATION_WORDS: dict[str, dict[str, str]] = {
    "evaluate.format": {
        "zh": "结果的样子：table 表格（默认），json 给程序。",
        "en": "table (default) or json.",
    },
    "evaluate.against": {
        "zh": "再和另一套规则（目录，national 是自带的）或另一份判断"
        "（jianfu classify 写的 .jsonl）比：差别是不是碰巧。",
        "en": "Compare with another rule directory (national: the bundled one) or with "
        "verdicts (.jsonl of jianfu classify).",
    },
    "evaluate.coders": {
        "zh": "两个人标的同一批案例，看一致不一致；写了它就不用写案例文件。",
        "en": "Two files of cases labelled by two people: how far they agree.",
    },
    "evaluate.gate": {
        "zh": "底线文件；有一项没守住就以 1 退出。",
        "en": "A file of floors; exit 1 where one does not hold.",
    },
    "evaluate.update_floors": {
        "zh": "把底线提高到现在的分数；变差的一项也不改，照样以 1 退出。",
        "en": "Raise the floors to the present scores; never lowers one.",
    },
    "evaluate.lower_floors": {
        "zh": "和 --update-floors 一起写：变差的、案例换了的，底线也照现在的定。",
        "en": "With --update-floors: lower floors and other cases are accepted, too.",
    },
    "evaluate.model": {
        "zh": "用这个模型文件（jianfu train 写的），不用自带的模型。",
        "en": "Use this model file (of jianfu train) instead of the bundled one.",
    },
    "metavar.two_files": {"zh": "甲.jsonl 乙.jsonl", "en": "A.jsonl B.jsonl"},
    "metavar.against": {"zh": "目录或文件", "en": "DIR|FILE"},
    "evaluate.no_cases": {
        "zh": "没有写案例文件",
        "en": "no file of cases given",
    },
    "evaluate.no_gate": {
        "zh": "{option} 要和 {needs} 一起写",
        "en": "{option} needs {needs}",
    },
    "evaluate.one_way": {
        "zh": "{one} 和 {other} 不能一起写",
        "en": "{one} and {other} exclude each other",
    },
    "evaluate.interval": {"zh": "  95% 区间", "en": "  95 % interval"},
    "evaluate.sum.intervals": {
        "zh": "95% 区间（按组重抽 {rounds} 次）：宏平均 {macro}，微平均 {micro}；"
        "是不是在反映 F1 {f1}；立场 {stance}；误报 {alarms}",
        "en": "95 % intervals ({rounds} samples by family): macro {macro}, micro {micro}; "
        "is_complaint F1 {f1}; stance {stance}; alarms {alarms}",
    },
    "evaluate.stances.head": {
        "zh": "\n立场（行是对的，列是给的；末四列是全部症状合起来的{columns}）",
        "en": "\nstances (rows right, columns given; then{columns} over all symptoms)",
    },
    "evaluate.cells.head": {
        "zh": "\n各症状、各立场的 F1（括号里是案例数）",
        "en": "\nF1 by symptom and stance (cases)",
    },
    "evaluate.measures": {
        "zh": " 准确 召回 F1 区间",
        "en": " precision recall F1 interval",
    },
    "evaluate.families": {
        "zh": "\n对照组 {count} 组：整组的症状和立场全对的 {exact} 组，"
        "整组“是不是在反映”全对的 {right} 组",
        "en": "\n{count} contrast families: {exact} wholly right, {right} wholly right on "
        "whether the texts complain",
    },
    "evaluate.bins.texts": {
        "zh": "\n说的几成，真的几成——文字在反映问题（平均差 {error:.3f}）",
        "en": "\nsaid and so: the text complains (expected calibration error {error:.3f})",
    },
    "evaluate.bins.labels": {
        "zh": "\n说的几成，真的几成——反映的是这一种（平均差 {error:.3f}）",
        "en": "\nsaid and so: it complains of this symptom (error {error:.3f})",
    },
    "evaluate.bin": {
        "zh": "{low:.1f}—{high:.1f}  {count:5} 条  说 {said:.2f}  真 {right:.2f}  {bar}",
        "en": "{low:.1f}-{high:.1f}  {count:5}  said {said:.2f}  so {right:.2f}  {bar}",
    },
    "evaluate.bands.head": {
        "zh": "\n哪些可以不用人看（在这些案例上选的线，新的文字上会差一些）",
        "en": "\nwhat may be accepted unseen (lines chosen on these very cases)",
    },
    "evaluate.bands.texts": {"zh": "文字在反映问题", "en": "the text complains"},
    "evaluate.bands.labels": {"zh": "反映的是这一种", "en": "of this symptom"},
    "evaluate.band": {
        "zh": "{what}：{wanted:.0%} 准的是 {least:.2f} 分以上，{count} 条，占 {coverage:.0%}",
        "en": "{what}: {wanted:.0%} right from {least:.2f} on, {count}, {coverage:.0%} of all",
    },
    "evaluate.band.none": {
        "zh": "{what}：多高的分都不到 {wanted:.0%} 准",
        "en": "{what}: no score is {wanted:.0%} right",
    },
    "evaluate.rules.head": {
        "zh": "\n错得最多的规则（错的条数 / 用上的条数）",
        "en": "\nrules most often wrong (wrong / all texts)",
    },
    "evaluate.rule": {
        "zh": "{wrong:4} / {count:<4} {rule}  {name}  例：{ids}",
        "en": "{wrong:4} / {count:<4} {rule}  {name}  e.g. {ids}",
    },
    "evaluate.the_model": {"zh": "统计模型", "en": "the trained model"},
    "evaluate.error.evidence": {
        "zh": "    多报的依据：“{quote}” {rule}{cues}",
        "en": "    wrong because of “{quote}” {rule}{cues}",
    },
    "evaluate.error.dropped": {
        "zh": "    漏掉的曾找到：“{quote}” {rule}，没有采用：{reason}",
        "en": "    missed, though found: “{quote}” {rule}, dropped: {reason}",
    },
    "evaluate.error.stance": {
        "zh": "    漏掉的判成了 {stance}：“{quote}” {rule}{cues}",
        "en": "    missed as {stance}: “{quote}” {rule}{cues}",
    },
    "evaluate.error.cues": {"zh": "，语境词 {cues}", "en": ", cues {cues}"},
    "evaluate.against.head": {
        "zh": "\n和 {there} 比（这边减那边）",
        "en": "\nagainst {there} (here minus there)",
    },
    "evaluate.against.figure": {
        "zh": "{name:<18}{here:6.3f}  那边 {there:6.3f}  差 {gain:+.3f}  95% 区间 {bounds}",
        "en": "{name:<18}{here:6.3f}  there {there:6.3f}  gain {gain:+.3f}  95 % {bounds}",
    },
    "evaluate.against.better": {
        "zh": "重抽的样本里，这边宏平均更高的占 {share:.0%}",
        "en": "macro F1 is higher here in {share:.0%} of the samples",
    },
    "evaluate.against.binary": {
        "zh": "是不是在反映：只有这边对 {here} 条，只有那边对 {there} 条，"
        "碰巧的可能 {p}（McNemar）",
        "en": "is_complaint: right here alone {here}, there alone {there}, "
        "{p} (McNemar)",
    },
    "evaluate.against.exact": {
        "zh": "症状和立场全对：只有这边对 {here} 条，只有那边对 {there} 条，"
        "碰巧的可能 {p}（McNemar）",
        "en": "wholly right: here alone {here}, there alone {there}, {p} (McNemar)",
    },
    "evaluate.against.ids": {
        "zh": "只有{side}对的：{ids}",
        "en": "right {side} alone: {ids}",
    },
    "evaluate.here": {"zh": "这边", "en": "here"},
    "evaluate.there": {"zh": "那边", "en": "there"},
    "evaluate.coders.head": {
        "zh": "{indent}  都说到  只一人  κ 说到  κ 在反映",
        "en": "{indent}    both     one  κ named  κ complains",
    },
    "evaluate.coders.sum": {
        "zh": "\n两人都标了 {count} 条，标得完全一样的 {exact} 条\n"
        "是不是在反映：κ = {complaint}\n"
        "两人都说到的 {stances} 处，立场：α = {alpha}（Krippendorff）",
        "en": "\n{count} cases from both, {exact} with the same labels\n"
        "is_complaint: κ = {complaint}\n"
        "stances of the {stances} symptoms that both name: α = {alpha} (Krippendorff)",
    },
    "evaluate.coders.differ": {
        "zh": "标得不一样的：{ids}",
        "en": "differing: {ids}",
    },
    "evaluate.coders.lone": {
        "zh": "只有一边有的 {count} 条没有算",
        "en": "{count} cases of one side alone are left out",
    },
    "evaluate.gate.held": {
        "zh": "底线 {count} 项都守住了",
        "en": "all {count} floors hold",
    },
    "evaluate.gate.moved": {
        "zh": "底线 {name}：{was} → {now}",
        "en": "floor of {name}: {was} → {now}",
    },
    "evaluate.gate.same": {"zh": "底线没有要改的", "en": "no floor moves"},
    "evaluate.more": {"zh": "等 {count} 条", "en": "and more, {count} in all"},
    "evaluate.unknown": {"zh": "算不出", "en": "undefined"},
    "train": {
        "zh": "用有标签的案例训练统计模型。\n\n"
        "在源代码目录里，自带的训练案例默认也用上；自己的案例一起写在后面。"
        "要先装 scikit-learn：pip install 'jianfu-rules[model]'。",
        "en": "Train the model from labelled cases.\n\n"
        "In a source checkout the shipped cases are used, too. Needs scikit-learn: "
        "pip install 'jianfu-rules[model]'.",
    },
    "train.output": {"zh": "模型写进这个文件。", "en": "Where to write the model."},
    "train.cases": {
        "zh": "自己的案例，JSON Lines，样子同 jianfu evaluate；"
        "jianfu learn 写的语料可以直接用。",
        "en": "Your own cases, JSON Lines as for jianfu evaluate or from jianfu learn.",
    },
    "train.cases.name": {"zh": "案例文件…", "en": "CASES…"},
    "train.unlabelled": {
        "zh": "没有标签的记录（txt、csv、jsonl），可写多次：规则有把握的，由规则标上来学。",
        "en": "Records without labels; repeatable: the rules label what they are sure of.",
    },
    "train.weight": {
        "zh": "规则标的一条，抵得上人标的几条。",
        "en": "What a text labelled by rules counts beside one labelled by people.",
    },
    "train.weight.name": {"zh": "小数", "en": "SHARE"},
    "train.folds": {
        "zh": "分几份轮流留出来打分；0 是不打分，只训练。",
        "en": "Folds to hold out in turn and score; 0 trains only.",
    },
    "train.folds.name": {"zh": "份数", "en": "N"},
    "train.own_only": {
        "zh": "不用自带的训练案例，只用自己的。",
        "en": "Your own cases only, without the shipped ones.",
    },
    "train.guessed": {
        "zh": "没有标签的记录里，规则有把握的 {count} 条（{stances}），每条算 {weight} 条；"
        "没有把握、没用的 {unsure} 条；重复的 {known} 条",
        "en": "sure of {count} unlabelled records ({stances}), each counts {weight}; "
        "{unsure} unsure and left out; {known} known already",
    },
    "train.fold": {"zh": "留出打分：{done}/{count}", "en": "held out: {done}/{count}"},
    "train.held_out": {
        "zh": "只看模型，在没见过的案例上（{cases} 条，{groups} 组，分 {folds} 份轮流留出）：",
        "en": "the model alone, on cases held out ({cases} in {groups} groups, "
        "{folds} folds):",
    },
    "train.held_out.sum": {
        "zh": "\n症状 F1 宏平均 {macro:.3f}\n"
        "是不是在反映问题：准确 {p:.3f}，召回 {r:.3f}，F1 {f1:.3f}，AUC {auc:.3f}，"
        "说的和真的平均差 {error:.3f}",
        "en": "\ncomplaint F1 macro {macro:.3f}\n"
        "is_complaint: precision {p:.3f}, recall {r:.3f}, F1 {f1:.3f}, AUC {auc:.3f}, "
        "calibration error {error:.3f}",
    },
    "train.written": {
        "zh": "{count} 条案例，{features} 个特征，模型写在 {path}",
        "en": "{count} cases, {features} features: {path}",
    },
    "queue": {
        "zh": "从记录里挑出最值得人看的，每条写明为什么，写成一张可以填的表。",
        "en": "Choose the records most worth a human look, with the reasons.",
    },
    "queue.files": {
        "zh": "记录文件（txt、csv、tsv、jsonl），可以写多个；- 是标准输入。",
        "en": "Files of records; - is the standard input.",
    },
    "queue.output": {
        "zh": "写进这个 csv，Excel 可以直接打开来填。",
        "en": "The csv to write, ready for Excel.",
    },
    "queue.limit": {"zh": "最多挑几条。", "en": "How many to choose at most."},
    "queue.corpus": {
        "zh": "已经审过的语料（jianfu learn 写的）：审过的不再挑，没见过的单位优先。",
        "en": "What was reviewed before (of jianfu learn): left out, and tells new units.",
    },
    "queue.why.near_any": {
        "zh": "说不准是不是在反映问题（{p}，线在 {line}）",
        "en": "may or may not complain ({p}, the line is {line})",
    },
    "queue.why.near_one": {
        "zh": "说不准有没有“{name}”（{p}）",
        "en": "may or may not complain of {name} ({p})",
    },
    "queue.why.near_score": {
        "zh": "规则的分数在线边上（{score}，线在 {line}）",
        "en": "the score of the rules is near the line ({score}, {line})",
    },
    "queue.why.rules_alone": {
        "zh": "规则说在反映问题，模型说多半不是（{p}）",
        "en": "a complaint by the rules, hardly one by the model ({p})",
    },
    "queue.why.model_alone": {
        "zh": "模型说多半在反映问题（{p}），规则没有找到",
        "en": "likely a complaint by the model ({p}), none by the rules",
    },
    "queue.why.novel": {
        "zh": "说法新（{share} 的字对没见过：{words}……）",
        "en": "new words ({share} of the pairs unknown: {words}…)",
    },
    "queue.why.new_unit": {
        "zh": "没审过的单位：{units}",
        "en": "units not reviewed yet: {units}",
    },
    "queue.why.rare": {
        "zh": "少见的症状：{name}，这一批只有 {count} 条",
        "en": "rare: {name}, {count} in this batch",
    },
    "queue.kind.near_any": {
        "zh": "说不准是不是在反映问题",
        "en": "may or may not complain",
    },
    "queue.kind.near_one": {
        "zh": "说不准是哪种症状",
        "en": "may or may not be of a symptom",
    },
    "queue.kind.near_score": {
        "zh": "规则的分数在线边上",
        "en": "score of the rules near the line",
    },
    "queue.kind.rules_alone": {
        "zh": "规则说是，模型说不是",
        "en": "the rules say so, the model does not",
    },
    "queue.kind.model_alone": {
        "zh": "模型说是，规则没有找到",
        "en": "the model says so, the rules do not",
    },
    "queue.kind.novel": {"zh": "说法新", "en": "new words"},
    "queue.kind.new_unit": {"zh": "没审过的单位", "en": "new units"},
    "queue.kind.rare": {"zh": "少见的症状", "en": "rare symptoms"},
    "queue.sum": {
        "zh": "读到 {read} 条，挑出 {chosen} 条（审过、跳过的 {known} 条）。原因：",
        "en": "{read} records, {chosen} chosen ({known} reviewed before). Reasons:",
    },
    "queue.next": {
        "zh": "判断对的，“正确症状”写“对”；没有症状的写“无”；"
        "其余写症状和立场，几种用顿号隔开。填好后：jianfu learn 这个文件",
        "en": "Fill in 正确症状 and 立场 (对: the verdict is right; 无: no symptom); "
        "then: jianfu learn FILE",
    },
    "learn": {
        "zh": "读回审好的表：记进语料，说出哪些规则对、哪些错、还缺什么说法。",
        "en": "Read a reviewed table: keep the cases, judge the rules, suggest phrases.",
    },
    "learn.queue": {
        "zh": "jianfu queue 写的、填好了的表。",
        "en": "The table of jianfu queue, filled in.",
    },
    "learn.corpus": {
        "zh": "语料文件，没有就新建（默认 corpus.jsonl）；有一行看不懂就一行也不写。",
        "en": "The corpus to add to (default corpus.jsonl); all rows or none.",
    },
    "learn.replace": {
        "zh": "语料里同样的文字标签不同时，以这次为准。",
        "en": "Let these labels win over others of the same text.",
    },
    "learn.sum": {
        "zh": "{rows} 行：改了 {corrected}，判断对的 {confirmed}，没填的 {unseen}\n"
        "语料 {corpus}：新记 {added} 条，改 {replaced} 条，已有 {same} 条",
        "en": "{rows} rows: {corrected} corrected, {confirmed} confirmed, {unseen} empty\n"
        "corpus {corpus}: {added} added, {replaced} replaced, {same} there already",
    },
    "learn.verdicts": {
        "zh": "现在的判断，症状和立场全对的 {right}/{count} 条",
        "en": "verdicts wholly right: {right}/{count}",
    },
    "learn.rules.wrong": {
        "zh": "错过的规则（错的条数 / 用上的条数）",
        "en": "rules that were wrong (wrong / all texts)",
    },
    "learn.rules.right": {
        "zh": "没有错的规则 {count} 条（后面是对的次数）：{rules}",
        "en": "{count} rules without a mistake (times right): {rules}",
    },
    "learn.suggestions": {
        "zh": "规则里没有的说法（只看规则，不看模型）",
        "en": "phrases that the rules lack (rules alone)",
    },
    "learn.no_suggestions": {
        "zh": "还没有：语料里规则漏掉的 {missed} 条，共同的说法还不够多；审得多了再看",
        "en": "none yet: {missed} missed texts in the corpus have too little in common",
    },
    "learn.next": {
        "zh": "接着可以：jianfu evaluate {corpus} 打分；jianfu train {corpus} -o 模型.json 重训",
        "en": "Next: jianfu evaluate {corpus}; jianfu train {corpus} -o MODEL.json",
    },
}
