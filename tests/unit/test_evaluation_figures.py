"""Agreement, comparison, calibration and intervals, against sums done by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.evaluation.agreement import agreement, kappa, nominal_alpha
from jianfu_rules.evaluation.blame import blame
from jianfu_rules.evaluation.bootstrap import bootstrap, interval, sum_groups
from jianfu_rules.evaluation.calibration import (
    accepted_band,
    bins_of,
    calibration_error,
)
from jianfu_rules.evaluation.comparing import compare, mcnemar
from jianfu_rules.evaluation.figures import (
    card_of,
    counts_of,
    families_right,
    figures_of,
    group_names,
    intervals_of,
)
from jianfu_rules.evaluation.scorecard import LabelledCase, score_cases
from jianfu_rules.model import STANCES, Classification, Evidence, Label, Match, Span

SYMPTOMS = ["a", "b"]


def case(labels, number=0, **more):
    return LabelledCase(str(number), "文字", labels, **more)


# Cohen's kappa: 2 × 2 with 45, 15, 25, 15 — agreement 0.60, by chance
# 0.6·0.7 + 0.4·0.3 = 0.54, so (0.60 − 0.54) / 0.46.
def test_kappa_by_hand():
    pairs = [(1, 1)] * 45 + [(1, 0)] * 15 + [(0, 1)] * 25 + [(0, 0)] * 15
    assert kappa(pairs) == pytest.approx(0.06 / 0.46)


def test_kappa_of_perfect_agreement_chance_and_nothing():
    assert kappa([(1, 1), (0, 0)]) == 1.0
    assert kappa([(1, 1), (1, 0), (0, 1), (0, 0)]) == 0.0
    assert math.isnan(kappa([(1, 1), (1, 1)]))
    assert math.isnan(kappa([]))


# Two coders, ten units: 0 given 14 times, 1 given 6 times, four units apart. Observed
# disagreement 8 of 20 values; by chance 2·14·6 / 19 of 20: 1 − 19·8 / 168.
def test_alpha_by_hand():
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    units = list(zip(first, second, strict=True))
    assert nominal_alpha(units) == pytest.approx(1 - 19 * 8 / 168)


def test_alpha_leaves_out_units_of_one_value():
    units = [("a", "a"), ("b", "b"), ("a",), ()]
    assert nominal_alpha(units) == 1.0
    assert math.isnan(nominal_alpha([("a", "a")]))


# Three coders: unit 1 all a; unit 2 a, a, b. Within unit 2 the ordered pairs that
# differ are 4, each worth 1/2: 2 of 6 values. By chance 2·5·1 / 5 = 2 of 6: alpha 0.
def test_alpha_of_three_coders():
    assert nominal_alpha([("a", "a", "a"), ("a", "a", "b")]) == pytest.approx(0.0)


def test_agreement_counts_what_both_have():
    first = {"1": case({"a": "complaint"}), "2": case({}), "3": case({"b": "policy"})}
    second = {"1": case({"a": "remedy"}), "2": case({}), "4": case({})}
    found = agreement(first, second, SYMPTOMS)
    assert found.case_count == 2
    assert found.differing == ("1",)
    assert (found.symptoms["a"].both, found.symptoms["a"].one) == (1, 0)
    assert found.symptoms["a"].named == 1.0
    assert found.symptoms["a"].complained == 0.0
    assert found.stance_count == 1


# Ten discordant cases, 8 to 2: 2 · (1 + 10 + 45) / 1024.
def test_mcnemar_by_hand():
    assert mcnemar(8, 2) == pytest.approx(112 / 1024)
    assert mcnemar(2, 8) == mcnemar(8, 2)
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(0, 10) == pytest.approx(2 / 1024)


def test_a_comparison_by_hand():
    cases = [case({"a": "complaint"}, n) for n in range(6)]
    right, nothing = {"a": "complaint"}, {}
    here = score_cases(cases, [right] * 5 + [nothing], SYMPTOMS)
    there = score_cases(cases, [nothing] * 4 + [right] * 2, SYMPTOMS)
    found = compare(here, there)
    assert (found.exact.here, found.exact.there) == (4, 1)
    assert (found.binary.here, found.binary.there) == (4, 1)
    assert found.exact.p == pytest.approx(2 * (1 + 5) / 32)
    assert found.here["macro_f1"] == pytest.approx(10 / 11)
    assert found.there["macro_f1"] == pytest.approx(4 / 8)
    low, high = found.gains["macro_f1"]
    assert low < 10 / 11 - 4 / 8 < high
    assert found.better_share > 0.8
    assert found.changed == tuple((str(n), n != 5) for n in (0, 1, 2, 3, 5))


def test_a_side_compared_with_itself_differs_in_nothing():
    card = score_cases([case({"a": "complaint"})] * 4, [{"a": "complaint"}] * 4, ["a"])
    found = compare(card, card)
    assert found.gains["macro_f1"] == (0.0, 0.0)
    assert (found.binary.p, found.better_share) == (1.0, 0.0)


# Bins 0.2–0.3 (two, said 0.25, none right) and 0.9–1.0 (three, said 0.95, two right):
# (2·0.25 + 3·|0.95 − 2/3|) / 5.
def test_calibration_error_by_hand():
    judged = [(0.2, False), (0.3 - 1e-12, False)]
    judged += [(0.9, True), (0.95, True), (1.0, False)]
    bins = bins_of(judged)
    assert [(b.low, b.count) for b in bins] == [(0.2, 2), (0.9, 3)]
    assert calibration_error(bins) == pytest.approx((0.5 + 3 * (0.95 - 2 / 3)) / 5)
    assert calibration_error([]) == 0.0


def test_the_band_takes_equal_scores_together():
    judged = [(0.9, True), (0.8, True), (0.8, False), (0.1, True)]
    assert accepted_band(judged, 0.95).least == 0.9
    assert accepted_band(judged, 0.7).least == 0.1
    assert accepted_band([(0.9, False)], 0.5).least is None
    assert accepted_band([], 0.5).least is None


def test_the_bootstrap_is_the_same_each_time_and_differs_by_seed():
    groups = [[n % 3 == 0, 1] for n in range(30)]

    def share(counts):
        return {"share": counts[0] / counts[1]}

    one = bootstrap(groups, share, rounds=200)
    assert one == bootstrap(groups, share, rounds=200)
    assert one != bootstrap(groups, share, rounds=200, seed=1)
    low, high = interval(one["share"])
    assert low < 1 / 3 < high
    # A share of 1/3 of 30 has a standard error of 0.086.
    assert (high - low) / 2 == pytest.approx(1.96 * 0.086, rel=0.2)


def test_a_family_is_drawn_as_one():
    # Ten copies in one family tell as little as one case.
    alone = [[1, 1], [0, 1]]
    family = sum_groups([[1, 1]] * 10 + [[0, 1]] * 10, ["x"] * 10 + ["y"] * 10)
    assert family == [[10, 10], [0, 10]]

    def share(counts):
        return {"share": counts[0] / counts[1]}

    assert interval(bootstrap(family, share)["share"]) == (0.0, 1.0)
    assert interval(bootstrap(alone, share)["share"]) == (0.0, 1.0)
    loose = bootstrap([[1, 1]] * 10 + [[0, 1]] * 10, share)
    assert interval(loose["share"])[0] > 0.2


stances = st.dictionaries(st.sampled_from("ab"), st.sampled_from(STANCES))


@given(st.lists(st.tuples(stances, stances), max_size=12))
def test_the_counts_of_cases_add_up_to_the_scorecard(pairs):
    cases = [case(labels, n) for n, (labels, _) in enumerate(pairs)]
    card = score_cases(cases, [given for _, given in pairs], SYMPTOMS)
    vectors = [counts_of(o, SYMPTOMS) for o in card.outcomes]
    length = 4 * 2 * 3 + 4 + 2
    total = [sum(v[i] for v in vectors) for i in range(length)]
    assert figures_of(card_of(total, SYMPTOMS)) == figures_of(card)
    for name, (low, high) in intervals_of(card).items():
        assert 0 <= low <= high <= 1, name


def test_families():
    tags = [("family:1", "post"), ("family:1",), ("family:2",), ()]
    cases = [case({"a": "complaint"}, n, tags=t) for n, t in enumerate(tags)]
    given = [{"a": "complaint"}, {"a": "complaint"}, {"b": "complaint"}, {}]
    card = score_cases(cases, given, SYMPTOMS)
    assert families_right(card.outcomes) == (2, 1, 2)
    assert group_names(card.outcomes) == ["1", "1", "2", 3]


def test_stances_have_their_own_counts():
    cases = [case({"a": "policy"}), case({"a": "remedy", "b": "policy"})]
    card = score_cases(cases, [{"a": "policy"}, {"a": "policy"}], SYMPTOMS)
    policy, remedy = card.of_stance("policy"), card.of_stance("remedy")
    assert (policy.hits, policy.false, policy.missed) == (1, 1, 1)
    assert (remedy.hits, remedy.false, remedy.missed) == (0, 0, 1)
    assert card.cells["a", "policy"].precision == 0.5


def evidence(rule: str, stance: str) -> Evidence:
    return Evidence(Match(rule, "", Span(0, 1)), stance, 0.9, "字")


def test_blame_counts_texts_by_rule():
    cases = [case({"a": "complaint"}, 1), case({"a": "remedy"}, 2), case({}, 3)]
    by = evidence("r", "complaint")
    label = Label("a", "甲", "complaint", 0.9, (by, by, evidence("q", "remedy")))
    results = [Classification("", (label,))] * 3
    card = score_cases(cases, [r.stances for r in results], SYMPTOMS)
    (record,) = blame(card.outcomes, results)
    assert (record.rule, record.right, record.wrong_ids) == ("r", 1, ["2", "3"])
    assert record.instead == ["remedy", ""]
