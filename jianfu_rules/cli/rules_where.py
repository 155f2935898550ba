"""``jianfu rules where``: which rules are in use, and where overlays are sought."""

from __future__ import annotations

from jianfu_rules.cli.options import RulesOption
from jianfu_rules.cli.wording import say


def show_places(rules: RulesOption = None) -> None:
    """Print where the rules come from, and all places of overlays."""
    from jianfu_rules.ruleset.localities import LocalityIndex
    from jianfu_rules.ruleset.where import LOCALITIES, find_rules

    place = find_rules(rules)
    print(f"{place.root}（{say(f'how.{place.how}')}）")
    print(say("where.overlays"))
    for overlays in place.overlays:
        folder = overlays.root.joinpath(LOCALITIES)
        ids = LocalityIndex([overlays]).ids()
        count = say("where.count", count=len(ids)) if ids else say("where.none")
        print(f"  {folder}（{say(f'where.{overlays.how}')}，{count}）")
