"""Whether a model and the rules beside which it is asked belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jianfu_rules.errors import Problem

if TYPE_CHECKING:
    from jianfu_rules.fallback.estimator import Estimator
    from jianfu_rules.ruleset.compiled import CompiledRules


def check_binding(estimator: Estimator, rules: CompiledRules) -> list[Problem]:
    """Return what does not fit.

    Other symptoms are an error: the model would never name some of them. Rules
    that have changed since are a warning: words may be there that it has not seen.
    """
    wanted = {s.id for s in rules.taxonomy.symptoms if s.is_scored}
    differing = sorted(wanted ^ set(estimator.symptoms))
    if differing:
        names = "、".join(differing)
        detail = (f"只有一边有的症状：{names}", f"symptoms of one side alone: {names}")
        return [Problem("JF729", {"detail": detail})]
    digest = rules.outline.base_digest or rules.digest
    if estimator.ruleset != digest:
        detail = ("训练之后规则改过", "the rules have changed since the training")
        return [Problem("JF729", {"detail": detail}, severity="warning")]
    return []
