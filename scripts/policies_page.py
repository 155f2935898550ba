"""Write docs/rules/policies.md from the policies, the taxonomy and the locality packs.

``python scripts/policies_page.py`` writes the page; ``--check`` only says whether it
is up to date (exit code 1 where it is not).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules" / "policies.md"
PER = {
    "": "",
    "day": "每天",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "year": "每年",
}

HEAD = """\
# 政策依据、限额、统计类别

本页由 `scripts/policies_page.py` 从 `rules/policies.yml`、`rules/taxonomy.yml` 和 \
`rules/localities/` 生成，要改请改那些文件，再运行 `python scripts/policies_page.py`。

条目是本库用自己的话写的要点，不是原文；引用请查原件。“核实”一栏写“部分”的，标题、\
机关、日期、文号或限额里有没核实的，缺什么写在备注里。
"""


def read(path: Path) -> dict[str, Any]:
    """Return a rule file with all scalars as text, as the library reads them."""
    data: dict[str, Any] = yaml.load(  # noqa: S506  the base loader makes text only
        path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return data


def read_packs(folder: Path) -> list[dict[str, Any]]:
    """Return the locality packs, each behind the one that it stands on."""
    paths = (p for p in folder.rglob("*.yml") if not p.name.startswith(("_", ".")))
    return sorted((read(path) for path in paths), key=lambda pack: pack["locality"])


def table(head: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def confirmed(thing: dict[str, Any]) -> str:
    """Return how far something is confirmed."""
    return "部分" if thing.get("confirmed") == "no" else "是"


def limit_text(limit: dict[str, Any]) -> str:
    """Return a limit as a Chinese phrase.

    Examples
    --------
    >>> limit_text({"what": "检查", "max": "2", "unit": "次", "per": "week"})
    '检查每周不超过2次'
    """
    per = PER[limit.get("per", "")]
    return f"{limit['what']}{per}不超过{limit['max']}{limit.get('unit', '')}"


def scope_text(limit: dict[str, Any]) -> str:
    """Return for what texts a limit holds."""
    return "、".join(limit.get("scope", ())) or "不限"


def documents(policies: list[dict[str, Any]], names: dict[str, str]) -> Iterator[str]:
    """Yield a section for each document."""
    for policy in policies:
        facts = [policy.get("issuer", ""), policy.get("date", "")]
        facts += [policy["number"]] if policy.get("number") else []
        yield f"### {policy['title']}"
        yield ""
        yield f"`{policy['id']}` · {' · '.join(f for f in facts if f)} · \
核实：{confirmed(policy)}"
        yield ""
        for number, gist in policy.get("articles", {}).items():
            yield f"- **{number}** {gist}"
        yield ""
        if policy.get("symptoms"):
            yield "涉及：" + "、".join(names[s] for s in policy["symptoms"])
            yield ""
        if policy.get("note"):
            yield f"备注：{policy['note']}"
            yield ""


def national_limits(policies: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the limits of the central documents as rows."""
    for policy in policies:
        for limit in policy.get("limits", ()):
            place = f"{policy['title']} {limit['article']}"
            note = limit.get("note", "")
            yield ["全国", limit_text(limit), scope_text(limit), place, note]


def local_limits(packs: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield the limits of the packs as rows."""
    for pack in packs:
        titles = {p["id"]: p["title"] for p in pack.get("policies", ())}
        for limit in pack.get("limits", ()):
            name, _, article = limit["policy"].partition("#")
            note = limit.get("note", "")
            place = f"{titles[name]} {article}"
            yield [pack["name"], limit_text(limit), scope_text(limit), place, note]


def crosswalk(
    symptoms: list[dict[str, Any]], statistics: list[dict[str, Any]]
) -> Iterator[list[str]]:
    """Yield symptom, articles and statistical kind as rows."""
    for symptom in symptoms:
        kinds = [
            f"{number}"
            for number, kind in enumerate(statistics, 1)
            if symptom["id"] in kind.get("symptoms", ())
        ]
        refs = "、".join(f"`{ref}`" for ref in symptom.get("policy", ()))
        yield [symptom["name"], refs, "、".join(kinds)]


def statistical_kinds(
    statistics: list[dict[str, Any]], names: dict[str, str]
) -> Iterator[list[str]]:
    """Yield the kinds of the official statistics as rows."""
    for number, kind in enumerate(statistics, 1):
        matching = "、".join(names[s] for s in kind.get("symptoms", ())) or "（没有）"
        note = kind.get("note", "")
        yield [str(number), kind["name"], matching, confirmed(kind), note]


def pack_rows(packs: list[dict[str, Any]]) -> Iterator[list[str]]:
    """Yield what each pack holds as rows."""
    for pack in packs:
        lists = (
            v for scope in pack.get("add_words", {}).values() for v in scope.items()
        )
        words = sum(len(items) for _, items in lists)
        changed = len(pack.get("override", ())) + len(pack.get("disable", ()))
        of_pack = pack.get("policies", [])
        open_ones = sum(confirmed(p) != "是" for p in of_pack)
        counts = (words, len(pack.get("add", ())), changed, len(pack.get("limits", ())))
        documents = f"{len(of_pack)}（部分核实 {open_ones}）"
        yield [f"`{pack['locality']}`", pack["name"], *map(str, counts), documents]


def build_page(rules: Path = ROOT / "rules") -> str:
    """Return the text of the page."""
    central = read(rules / "policies.yml")
    policies, statistics = central["policies"], central["statistics"]
    symptoms = read(rules / "taxonomy.yml")["symptoms"]
    names = {s["id"]: s["name"] for s in symptoms}
    packs = read_packs(rules / "localities")
    overview = (
        [f"`{p['id']}`", p["title"], p["date"], p.get("number", ""), confirmed(p)]
        for p in policies
    )
    limits = [*national_limits(policies), *local_limits(packs)]
    lines = [
        HEAD,
        "## 中央文件一览",
        "",
        *table(["编号", "文件", "日期", "文号", "核实"], overview),
        "## 症状、条目、统计类别的对照",
        "",
        "条目的写法是“文件编号#条目”，按管得最直接的在前；最后一栏是下一节里的序号。",
        "",
        *table(["症状", "管它的条目", "统计类别"], crosswalk(symptoms, statistics)),
        "## 官方统计的类别",
        "",
        "中央纪委国家监委每月公布查处形式主义、官僚主义问题的数字，分这几类"
        "（2020年1月公布2019年12月的数字时起）。",
        "",
        *table(
            ["序号", "类别", "对得上的症状", "核实", "备注"],
            statistical_kinds(statistics, names),
        ),
        "## 数字限额",
        "",
        "反映问题的文字里数得出来的数字超过限额时，结果的 `breaches` 会写明超了哪一条。"
        "“适用”一栏有词的，文字里要有其中之一。",
        "",
        *table(["地方", "限额", "适用", "出处", "备注"], iter(limits)),
        "## 地方包",
        "",
        "用 `--locality 编号` 叠上；“修改”含停用。每个包怎么写、为什么，看文件开头的说明。",
        "",
        *table(
            ["编号", "地方", "加词", "新规则", "修改", "限额", "文件"], pack_rows(packs)
        ),
        "## 中央文件的条目",
        "",
        *documents(policies, names),
        "## 地方文件的条目",
        "",
        *documents([p for pack in packs for p in pack.get("policies", ())], names),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    page = build_page()
    if parser.parse_args().check:
        return int(PAGE.read_text(encoding="utf-8") != page)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
