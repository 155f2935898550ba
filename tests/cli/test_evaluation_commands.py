"""evaluate, queue, learn and train, as processes."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import subprocess
import sys

import pytest

GOOD = "\nshould_match: [例子]\nshould_not_match: [反例]\n"
RULES = {
    "tai_duo": "strength: strong\nphrases: [<群>…<太多>]" + GOOD,
    "shua": "strength: medium\nphrases: [群里刷屏]" + GOOD,
}
CASES = [
    {"id": "1", "text": "工作群太多", "labels": {"zhijian": "complaint"}},
    {"id": "2", "text": "微信群过多了", "labels": {}, "tags": ["family:1"]},
    {"id": "3", "text": "没有问题", "labels": {}, "tags": ["family:1"]},
    {"id": "4", "text": "群里一直响", "labels": {"zhijian": "complaint"}},
    {"id": "5", "text": "不得让工作群太多", "labels": {"zhijian": "policy"}},
]
HAS_SKLEARN = importlib.util.find_spec("sklearn") is not None


def jianfu(*args, cwd=None, env=None):
    return subprocess.run(
        [sys.executable, "-m", "jianfu_rules.cli.main", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        check=False,
        cwd=cwd,
    )


def write(path, lines):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def rules(rule_dir):
    return rule_dir(RULES)


@pytest.fixture
def cases(tmp_path):
    return write(tmp_path / "cases.jsonl", CASES)


def test_the_scorecard(cases, rules):
    done = jianfu("evaluate", cases, "--rules", rules, "--errors", 5)
    assert done.returncode == 0, done.stderr
    assert "对照组 1 组：整组的症状和立场全对的 0 组" in done.stdout
    # Rule tai_duo was right in 1 and 5, wrong in 2.
    assert "1 / 3    zhijian.tai_duo  名称  例：2" in done.stdout
    assert "多报的依据：“微信群过多” zhijian.tai_duo" in done.stdout
    assert "95% 区间（按组重抽 1000 次）" in done.stdout
    assert (
        done.stdout == jianfu("evaluate", cases, "--rules", rules, "--errors", 5).stdout
    )


def test_the_scorecard_in_english_has_no_chinese_of_ours(cases, rules):
    done = jianfu("--lang", "en", "evaluate", cases, "--rules", rules)
    ours = done.stdout.replace("指尖负担", "").replace("会议负担", "")
    assert not any("\u4e00" <= c <= "\u9fff" for c in ours.replace("名称", ""))


def test_the_scorecard_as_json(cases, rules):
    done = jianfu("evaluate", cases, "--rules", rules, "--format", "json")
    values = json.loads(done.stdout)
    assert values["cases"] == 5
    assert values["figures"]["is_complaint_precision"]["value"] == 0.5
    assert values["counts"]["zhijian/complaint"] == [1, 1, 1]
    assert values["families"] == {"families": 1, "exact": 0, "is_complaint_right": 0}
    low, high = values["figures"]["micro_f1"]["interval"]
    assert low < values["figures"]["micro_f1"]["value"] < high


def test_against_other_rules(cases, rules, rule_dir):
    other = rule_dir({"shua": RULES["shua"]})
    done = jianfu("evaluate", cases, "--rules", rules, "--against", other)
    assert done.returncode == 0, done.stderr
    assert "是不是在反映：只有这边对 1 条，只有那边对 1 条，碰巧的可能 p = 1.000" in (
        done.stdout
    )
    assert "只有这边对的：1、5" in done.stdout
    assert "只有那边对的：2" in done.stdout


def test_against_verdicts(cases, rules, tmp_path):
    given = [{"id": c["id"], "labels": c["labels"]} for c in CASES]
    verdicts = write(tmp_path / "verdicts.jsonl", given)
    done = jianfu(
        "evaluate", cases, "--rules", rules, "--against", verdicts, "-f", "json"
    )
    found = json.loads(done.stdout)["against"]
    assert found["there"]["macro_f1"] == 1.0
    assert (found["exact"]["here"], found["exact"]["there"]) == (0, 2)
    write(verdicts, given[1:3])
    done = jianfu("evaluate", cases, "--rules", rules, "--against", verdicts)
    assert done.returncode == 4
    assert "JF723" in done.stderr
    assert "1、4、5" in done.stderr
    verdicts.write_text('{"id": "1"}\n{\n', encoding="utf-8")
    done = jianfu("evaluate", cases, "--rules", rules, "--against", verdicts)
    assert done.stderr.count("JF505") == 2
    assert jianfu("evaluate", cases, "--against", tmp_path / "no").returncode == 2


def test_the_model_is_asked_on_both_sides_or_on_none(cases, rules):
    done = jianfu("evaluate", cases, "--against", rules)
    assert done.returncode == 0
    assert "JF711" in done.stderr


def test_two_coders(cases, rules, tmp_path):
    other = [*CASES[:3], {**CASES[3], "labels": {}}, {**CASES[4], "id": "6"}]
    second = write(tmp_path / "second.jsonl", other)
    run = ("evaluate", "--rules", rules, "--coders")
    done = jianfu(*run, cases, second)
    assert done.returncode == 0, done.stderr
    assert "两人都标了 4 条，标得完全一样的 3 条" in done.stdout
    assert "标得不一样的：4" in done.stdout
    assert "只有一边有的 2 条没有算" in done.stdout
    values = json.loads(jianfu(*run, cases, second, "-f", "json").stdout)
    # 1: both; 4: the first alone; 2 and 3: neither. (0.75 − 0.5) / 0.5.
    assert values["is_complaint"] == pytest.approx(0.5)
    assert values["stances"] is None
    write(second, [{"id": "x", "text": "", "labels": {}}])
    assert "JF723" in jianfu(*run, cases, second).stderr


def test_the_gate(cases, rules, tmp_path):
    floors = tmp_path / "floors.json"
    run = ("evaluate", cases, "--rules", rules, "--gate", floors)
    assert jianfu(*run).returncode == 4
    assert jianfu(*run, "--update-floors").returncode == 0
    laid = json.loads(floors.read_text(encoding="utf-8"))
    assert laid["is_complaint_f1"] == 0.5
    assert laid["false_alarm_rate"] == 0.334
    assert "底线 5 项都守住了" in jianfu(*run).stdout

    floors.write_text(json.dumps({**laid, "macro_f1": 0.9}), encoding="utf-8")
    for options in ([], ["--update-floors"]):
        done = jianfu(*run, *options)
        assert done.returncode == 1
        assert "macro_f1 是 0.5000，没有守住底线 0.9" in done.stderr
        assert json.loads(floors.read_text(encoding="utf-8"))["macro_f1"] == 0.9
    done = jianfu(*run, "--update-floors", "--lower-floors")
    assert (done.returncode, "macro_f1：0.9 → 0.5" in done.stdout) == (0, True)

    write(cases, CASES[:2])
    done = jianfu(*run)
    assert done.returncode == 1
    assert "JF720" in done.stderr
    assert jianfu(*run, "--update-floors", "--lower-floors").returncode == 0
    assert jianfu(*run).returncode == 0


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["{cases}", "--update-floors"],
        ["{cases}", "--gate", "f", "--lower-floors"],
        ["{cases}", "--coders", "a", "b"],
        ["{cases}", "--model", "m", "--no-model"],
        ["{cases}", "--plant", "all", "--format", "json"],
    ],
)
def test_wrong_use(cases, options):
    done = jianfu("evaluate", *(o.format(cases=cases) for o in options))
    assert done.returncode == 2
    assert "JF724" in done.stderr


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write_csv(path, rows, encoding="gb18030"):
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


MISSED = [
    f"{who}晒步数榜{end}"
    for who in ("天天要", "夜里还", "逼我们", "都得")
    for end in ("，人都麻了", "给领导看", "才算下乡", "，谁敢不走")
]
PLAIN = [
    f"{who}{what}回来晚了"
    for who in ("大爷", "邻居", "老师", "司机", "木匠")
    for what in ("买葱", "钓鱼", "下棋", "看戏", "修车", "喝茶")
]


def test_the_loop(rules, tmp_path):
    texts = ["=群里刷屏，烦", "微信群里刷屏了", *MISSED, *PLAIN]
    records = write(
        tmp_path / "in.jsonl", [{"id": f"t{n}", "text": t} for n, t in enumerate(texts)]
    )
    run = {"cwd": tmp_path}
    done = jianfu("queue", records, "-o", "q.csv", "--rules", rules, **run)
    assert done.returncode == 0, done.stderr
    assert "规则的分数在线边上" in done.stderr
    rows = read_csv(tmp_path / "q.csv")
    assert [r["正文"] for r in rows if r["编号"] == "t0"] == ["'=群里刷屏，烦"]
    assert all(r["为什么请看"] for r in rows)
    assert {r["现在的判断"] for r in rows} >= {"指尖负担：反映问题"}

    # What a reviewer does: one wrong, one right, the missed ones put in.
    blank = dict.fromkeys(rows[0], "")
    given = [
        {**blank, "编号": "t0", "正文": "'=群里刷屏，烦", "正确症状": "无"},
        {
            **blank,
            "编号": "t1",
            "正文": "微信群里刷屏了",
            "正确症状": "对",
            "现在的判断": "指尖负担：反映问题",
            "备注": "电话核过",
            "单位": "柳林镇",
        },
        *(
            {
                **blank,
                "编号": "m",
                "正文": t,
                "正确症状": "指尖负担",
                "立场": "反映问题",
            }
            for t in MISSED
        ),
        *({**blank, "编号": "p", "正文": t, "正确症状": "无"} for t in PLAIN[:20]),
        *({**blank, "编号": "p", "正文": t} for t in PLAIN[20:]),
    ]
    write_csv(tmp_path / "q.csv", given)
    done = jianfu("learn", "q.csv", "--rules", rules, **run)
    assert done.returncode == 0, done.stderr
    assert "改了 37，判断对的 1，没填的 10" in done.stdout
    assert "新记 38 条" in done.stdout
    assert "1 / 2    zhijian.shua  名称  例：t0" in done.stdout
    assert "晒步数榜  指尖负担" in done.stdout.split("规则里没有的说法")[1]
    kept = [
        json.loads(line)
        for line in (tmp_path / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert kept[0]["text"] == "=群里刷屏，烦"
    assert kept[0]["labels"] == {}
    assert (kept[1]["note"], kept[1]["unit"]) == ("电话核过", "柳林镇")
    assert kept[1]["labels"] == {"zhijian": "complaint"}
    assert len({case["id"] for case in kept}) == 38

    # A second time nothing is added; what was reviewed is not queued again.
    before = (tmp_path / "corpus.jsonl").read_bytes()
    assert "已有 38 条" in jianfu("learn", "q.csv", "--rules", rules, **run).stdout
    assert (tmp_path / "corpus.jsonl").read_bytes() == before
    run_queue = ("queue", records, "-o", "q2.csv", "--rules", rules)
    done = jianfu(*run_queue, "--corpus", "corpus.jsonl", **run)
    assert "挑出 0 条（审过、跳过的 38 条）" in done.stderr
    assert jianfu("evaluate", "corpus.jsonl", "--rules", rules, **run).returncode == 0


def test_learn_keeps_all_or_nothing(rules, tmp_path):
    rows = [
        {"编号": "1", "正文": "甲", "现在的判断": "", "正确症状": "无", "立场": ""},
        {
            "编号": "2",
            "正文": "乙",
            "现在的判断": "",
            "正确症状": "指尖负旦",
            "立场": "",
        },
        {"编号": "3", "正文": "丙", "现在的判断": "", "正确症状": "无", "立场": "反映"},
    ]
    write_csv(tmp_path / "q.csv", rows)
    done = jianfu("learn", "q.csv", "--rules", rules, cwd=tmp_path)
    assert done.returncode == 4
    assert (
        "q.csv:3:1  错误 JF725  “正确症状”里的“指尖负旦”看不懂；是不是“指尖负担”？"
        in (done.stderr)
    )
    assert "q.csv:4:1  错误 JF725" in done.stderr
    assert not (tmp_path / "corpus.jsonl").exists()


def test_learn_needs_the_columns_of_a_queue(rules, tmp_path):
    write_csv(tmp_path / "q.csv", [{"编号": "1", "正文": "甲"}])
    done = jianfu("learn", "q.csv", "--rules", rules, cwd=tmp_path)
    assert done.returncode == 4
    assert done.stderr.count("JF620") == 3


def test_learn_does_not_touch_a_corpus_that_disagrees(rules, tmp_path):
    corpus = write(tmp_path / "c.jsonl", [{"id": "o", "text": "甲", "labels": {}}])
    before = corpus.read_bytes()
    row = {"编号": "1", "正文": "甲", "现在的判断": ""}
    row |= {"正确症状": "指尖负担", "立场": "反映问题"}
    write_csv(tmp_path / "q.csv", [row])
    run = ("learn", tmp_path / "q.csv", "--rules", rules, "--corpus", corpus)
    done = jianfu(*run)
    assert done.returncode == 4
    assert "JF728" in done.stderr
    assert corpus.read_bytes() == before
    assert "改 1 条" in jianfu(*run, "--replace").stdout
    assert json.loads(corpus.read_text(encoding="utf-8"))["labels"] == {
        "zhijian": "complaint"
    }


@pytest.mark.skipif(HAS_SKLEARN, reason="scikit-learn is there")
def test_train_says_what_it_needs(tmp_path):
    done = jianfu("train", "-o", tmp_path / "m.json")
    assert done.returncode == 3
    assert "JF508" in done.stderr
    assert "Traceback" not in done.stderr


LABELLED = [
    {
        "id": f"c{n}",
        "text": f"{who}的{what}太多，{how}",
        "labels": {"zhijian": "complaint"},
    }
    for n, (who, what, how) in enumerate(
        (who, what, how)
        for who in ("村里", "镇上", "社区")
        for what in ("工作群", "微信群", "群")
        for how in ("回不过来", "天天响", "手机发烫")
    )
] + [
    {"id": f"n{n}", "text": f"{who}今天{what}，{how}", "labels": {}}
    for n, (who, what, how) in enumerate(
        (who, what, how)
        for who in ("邻居", "老师", "大爷")
        for what in ("买菜", "散步", "下棋")
        for how in ("心情不错", "碰见熟人", "晒了太阳")
    )
]


@pytest.mark.skipif(not HAS_SKLEARN, reason="scikit-learn is not there")
def test_train_on_cases_of_ones_own(rules, tmp_path):
    cases = write(tmp_path / "cases.jsonl", LABELLED)
    more = tmp_path / "more.txt"
    texts = ["县里工作群太多，群里刷屏", "群里刷屏，工作群太多了", "雨停了"]
    more.write_text("\n".join(texts), encoding="utf-8")
    model = tmp_path / "m.json"
    run = ("train", cases, "--rules", rules, "-o", model, "--folds", 3)
    done = jianfu(*run, "--unlabelled", more)
    assert done.returncode == 0, done.stderr
    assert "规则有把握的 2 条（反映问题 2），每条算 0.3 条" in done.stderr
    assert "（54 条，3 组，分 3 份轮流留出）" in done.stdout
    assert "F1 1.000" in done.stdout
    first = model.read_bytes()
    assert jianfu(*run, "--unlabelled", more).returncode == 0
    assert model.read_bytes() == first
    assert jianfu(*run, "--folds", 0).returncode == 0
    assert model.read_bytes() != first

    evaluated = jianfu("evaluate", cases, "--rules", rules, "--model", model)
    assert evaluated.returncode == 0, evaluated.stderr
    assert evaluated.stderr == ""
    done = jianfu("evaluate", cases, "--model", model)
    assert done.returncode == 3
    assert "JF729" in done.stderr


@pytest.mark.skipif(not HAS_SKLEARN, reason="scikit-learn is not there")
def test_too_few_cases_to_train_on(rules, tmp_path):
    cases = write(tmp_path / "cases.jsonl", LABELLED[:30])
    done = jianfu("train", cases, "--rules", rules, "-o", tmp_path / "m.json")
    assert done.returncode == 3
    assert "JF727" in done.stderr
    assert not (tmp_path / "m.json").exists()
