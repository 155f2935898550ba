"""Whether cues govern all of a text."""

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.fallback.concepts import TextConcepts


@pytest.fixture(scope="module")
def concepts() -> TextConcepts:
    return TextConcepts(Classifier.load(fallback=None).rules)


@pytest.mark.parametrize(
    "text",
    [
        "没有人要求我们在群里打卡。",
        "要防止会议越开越长。",
        "严禁以打卡积分考核干部。",
        "怕的是新系统上线以后老系统照样要填",
    ],
)
def test_all_of_the_text_is_governed(concepts: TextConcepts, text: str) -> None:
    assert concepts.read(text).is_governed


@pytest.mark.parametrize(
    "text",
    [
        "一天要在五个群里打卡。",
        "严禁打卡积分，可我们天天还在打。",
        "没有人要求打卡。村里的台账有四十本，一本一本都得补。",
        "",
    ],
)
def test_trouble_beside_a_cue_is_not_governed(
    concepts: TextConcepts, text: str
) -> None:
    assert not concepts.read(text).is_governed
