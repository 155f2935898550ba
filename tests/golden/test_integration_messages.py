"""What is told of tables: each message as it comes, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jianfu_rules.classifier import Classifier
from jianfu_rules.errors import JianfuError, render_problem
from jianfu_rules.integrations.columns import choose_columns
from jianfu_rules.integrations.frames import missing_library, result_names
from jianfu_rules.integrations.rows import rows_of

HERE = Path(__file__).parent / "integrations"


def unknown_columns() -> None:
    choose_columns(["label", "verdict"])


def wrong_names() -> None:
    names = ["诉求内容", "jf_labels", "JF_ERROR"]
    parts = {"body": "诉求", "tail": "诉求内容"}
    result_names(names, parts, ["labels", "error"], "jf_", is_case_blind=True)


def no_texts() -> None:
    from jianfu_rules.integrations.sklearn import FormalismClassifier

    FormalismClassifier().fit("一段文字")


def unclear_classes() -> None:
    from jianfu_rules.integrations.sklearn import FormalismClassifier

    FormalismClassifier().fit(["a", "b"], ["是", "否"])


def unknown_target() -> None:
    from jianfu_rules.integrations.sklearn import FormalismClassifier

    FormalismClassifier(target="stance").fit(["a"])


WRONG = [unknown_columns, wrong_names, no_texts, unclear_classes, unknown_target]


@pytest.mark.parametrize("act", WRONG, ids=lambda act: act.__name__)
def test_message(act: Callable[[], None], update_golden: bool) -> None:
    if act.__name__ in {"no_texts", "unclear_classes", "unknown_target"}:
        pytest.importorskip("sklearn", minversion="1.6")
    with pytest.raises(JianfuError) as caught:
        act()
    said = "\n\n".join(
        render_problem(problem, lang)
        for problem in caught.value.problems
        for lang in ("zh", "en")
    )
    golden = HERE / f"{act.__name__}.txt"
    if update_golden:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said + "\n", encoding="utf-8")
    assert said + "\n" == golden.read_text(encoding="utf-8")


def test_the_message_of_a_row_is_one_line() -> None:
    (row,) = rows_of([None], Classifier.load(), ("error",))
    assert row["error"] == {"code": "JF791", "message": "这一行没有文字（缺失值）"}


def test_the_message_of_a_missing_library() -> None:
    assert str(missing_library("polars", "polars")) == (
        "错误 JF792  这里要用 polars，还没有安装\n"
        "  先运行：pip install 'jianfu-rules[polars]'"
    )
