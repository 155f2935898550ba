"""The shipped locality packs earn their place: each changes verdicts, and proves it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.ruleset.layers import merge_layers
from jianfu_rules.ruleset.localities import LocalityIndex, read_chain
from jianfu_rules.ruleset.reading import read_rules
from jianfu_rules.ruleset.where import find_rules

PLACE = find_rules()
FOLDER = Path(str(PLACE.root)) / "localities"
MUNICIPALITIES = {"beijing", "chongqing", "shanghai", "tianjin"}
MIN_PACKS = 16
MIN_OF_LEVEL = 4
MIN_EXAMPLES = 2

PACKS = sorted(
    path.relative_to(FOLDER).with_suffix("").as_posix()
    for path in FOLDER.rglob("*.yml")
    if not path.name.startswith(("_", "."))
)

OVER_LIMIT = {
    "beijing.shiji_biao": "市里又压给社区十二张表，同样的数据填三遍",
    "beijing.quji_biao": "街道要社区填八张表，都说急",
    "beijing.zhengming": "社区要开二十种奇葩证明，盖章盖得手酸",
    "beijing/dongcheng.shequ_biao": "社区案头还有十二张表，同样的数据报了又报",
    "gansu/lanzhou.baobiao": "派出所还有二十三种报表，同样的数据报了又报",
    "gansu/lanzhou.taizhang": "派出所又添了九种台账，补得手酸",
    "guizhou/qiannan.baobiao": "村里要填六十张表，同样的数据填三遍",
    "guizhou/qiannan.biaopai": "村里门口挂了十一块牌子，来人看哪块就擦哪块",
    "guizhou/qiannan.ducha": "村里每周要接五次检查，支书天天在路口陪着等，苦不堪言",
    "hubei/xiangyang.zhenjie_biao": "镇里还要填十四张表，同样的数据填三遍",
    "jiangsu.xianji_app": "县里自建的应用有三个，天天催我们登录打卡",
    "jiangsu/yangzhou/gaoyou.pingtai": "村里手机上还有十七个应用要登，天天打卡",
    "jiangxi.jianghua_shichang": "大会小会没完没了，光领导讲话就讲了两个小时",
    "jilin.huiyi_shichang": "全省视频会开了一百三十分钟，后半截是念附件",
    "shandong.menkou_paizi": "社区门口又挂了九块牌子，检查的来了才擦",
    "shandong.neibu_paizi": "楼里又挂了九块牌子，检查的来了才擦",
    "shanghai.jinxiaoyuan": "十二项进校园活动排满了，班主任天天填表",
    "sichuan.mianxiang_jiceng": "市里面向村上的应用有四个，天天催登录打卡",
    "sichuan/chengdu/qingbaijiang.baobiao": "社区还要填九十张表，同样的数据填三遍",
    "zhejiang.jinxiaoyuan": "十五项进校园活动排满了，班主任天天填表",
    "zhejiang/hangzhou/xiaoshan.huiyi_shichang": "推进会开了两个小时，念的全是群里的",
    "zhejiang/hangzhou/xiaoshan.jianghua_shichang": "局长讲话讲了五十分钟，没人敢走",
    "zhejiang/hangzhou/xiaoshan.jianbao": "一个专班每周三期简报，供稿供得头大",
}
"""For each numeric limit of a pack, a complaint with a figure above it."""

NOT_YET: dict[str, str] = {}
"""Limits whose example is no breach yet, and why."""


@cache
def national() -> Classifier:
    return Classifier.load(fallback=None)


def local(pack: str) -> Classifier:
    # By rules alone: what the model says changes whenever it is trained again.
    return Classifier.load(locality=pack, fallback=None)


def verdict(classifier: Classifier, text: str) -> set[tuple[str, str]]:
    return {(x.symptom, x.stance) for x in classifier.classify(text).labels}


def level(pack: str) -> str:
    depth = pack.count("/") + (pack.split("/")[0] in MUNICIPALITIES and "/" in pack)
    return ("province", "city", "county")[depth]


def test_there_are_packs_of_every_level() -> None:
    levels = Counter(level(pack) for pack in PACKS)
    assert len(PACKS) >= MIN_PACKS
    assert set(levels) == {"province", "city", "county"}
    assert min(levels.values()) >= MIN_OF_LEVEL, levels


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_changes_verdicts(pack: str) -> None:
    """Most rules and overrides have an example that fares otherwise nationally.

    Not all must: national rules get better, and may come to find one of them.
    """
    classifier = local(pack)
    touched = {
        rule.id: [case.text for case in rule.cases if case.source.layer == pack]
        for rule in classifier.ruleset.rules
    }
    touched = {name: texts for name, texts in touched.items() if texts}
    telling = {
        name
        for name, texts in touched.items()
        if any(verdict(national(), t) != verdict(classifier, t) for t in texts)
    }
    idle = set(touched) - telling
    assert len(telling) > len(idle), idle


@pytest.mark.parametrize("pack", [p for p in PACKS if f"{p}." in " ".join(OVER_LIMIT)])
def test_a_figure_above_a_limit_is_a_breach_there_only(pack: str) -> None:
    classifier = local(pack)
    for limit in classifier.ruleset.limits:
        if limit.source.layer == pack:
            text = OVER_LIMIT[limit.id]
            found = {b.limit for b in classifier.classify(text).breaches}
            assert (limit.id in found) != (limit.id in NOT_YET), limit.id
            assert limit.id not in {b.limit for b in national().classify(text).breaches}


def test_packs_own_up_to_what_they_hold() -> None:
    limits = set()
    nation = read_rules(PLACE.root)
    index = LocalityIndex(PLACE.overlays)
    for pack in PACKS:
        ruleset = merge_layers(nation, read_chain(index, pack), on=date.today())
        assert ruleset.notes == (), pack
        for rule in ruleset.rules:
            if rule.id.startswith(f"{pack}."):
                expected = Counter(case.expected for case in rule.cases)
                assert min(expected[True], expected[False]) >= MIN_EXAMPLES, rule.id
        policies = [p for p in ruleset.policies if p.source.layer == pack]
        assert policies, pack
        for policy in policies:
            assert policy.issuer, policy.id
            assert policy.date, policy.id
            assert policy.articles, policy.id
        limits |= {x.id for x in ruleset.limits if x.source.layer == pack}
    assert limits == set(OVER_LIMIT)
