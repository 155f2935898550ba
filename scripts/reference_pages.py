"""Write the pages of docs/reference that are made from the program itself.

``python scripts/reference_pages.py`` writes them; ``--check`` only says whether they
are up to date (exit code 1 where one is not).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from jianfu_rules.cli.spoken import LazyGroup  # noqa: E402  found by the path above
from jianfu_rules.cli.wording import say  # noqa: E402
from jianfu_rules.messages import MESSAGES  # noqa: E402
from jianfu_rules.ruleset.schema import (  # noqa: E402
    FILE_KINDS,
    SECTION_NAMES,
    SECTIONS,
    TYPE_NAMES,
    Field,
)

FOLDER = ROOT / "docs" / "reference"
MADE = "本页由 `scripts/reference_pages.py` 从{source}生成，要改请改那里，再运行它。"

FAMILIES = {
    "JF10": "读规则文件",
    "JF11": "规则文件的各项",
    "JF12": "一份文件里问题太多",
    "JF20": "互相引用",
    "JF21": "短语",
    "JF22": "短语里不许写的",
    "JF30": "地方规则",
    "JF31": "地方规则的值",
    "JF32": "限额",
    "JF33": "地方规则的提醒",
    "JF34": "用地方规则、日期",
    "JF35": "地方规则的例子",
    "JF40": "规则的例子",
    "JF41": "查短语",
    "JF42": "查词表和例子",
    "JF43": "查例子（--deep）和略过的说明",
    "JF44": "整理、新建",
    "JF50": "找规则、用模型",
    "JF60": "打开文件、编码",
    "JF61": "打开文件、编码（续）",
    "JF62": "列",
    "JF63": "表格的行",
    "JF64": "JSON Lines",
    "JF65": "写结果、模板",
    "JF66": "分析、接着做",
    "JF67": "Excel、Word、PDF",
    "JF68": "压缩包、文件夹",
    "JF69": "命令",
    "JF71": "影响、统计、找新词",
    "JF72": "打分、审核、训练",
    "JF75": "个人信息",
    "JF76": "报告",
    "JF78": "几个进程一起做",
    "JF79": "表里的整列文字",
}
"""What the codes that begin alike are about."""

FILE_TITLES = {
    "taxonomy": "分类表 taxonomy.yml",
    "policies": "政策文件 policies.yml",
    "words": "共用词表 words/….yml",
    "cues": "语境词 context/….yml",
    "symptom": "症状 national/….yml",
    "overlay": "地方规则 localities/…/….yml",
}


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands."""
    text = re.sub(r"([\\`*_<>\[\]|#])", r"\\\1", text)
    return " ".join(text.split())


def message_text(message: str) -> str:
    """Return a message with its places as 〔name〕."""
    parts = Formatter().parse(message)
    shown = (text + (f"〔{name}〕" if name else "") for text, name, _, _ in parts)
    return escape("".join(shown))


def messages_page() -> Iterator[str]:
    """Yield the lines of the page of messages."""
    yield "# 全部消息"
    yield ""
    yield MADE.format(source=" `jianfu_rules/messages*.py` ")
    yield ""
    yield (
        "编号不会变，可以照着查。〔〕里是出错的那一处填进去的东西。"
        "第一行是什么不对，“下一步”是怎么办；英文是 `--lang en` 时说的。"
        "JF41 到 JF43 各有一错一对两个例子，见[检查和整理规则](../rules/lint.md)。"
    )
    family = ""
    for code in sorted(MESSAGES):
        if code[:4] != family:
            family = code[:4]
            yield ""
            yield f"## {family}x {FAMILIES.get(family, '')}".rstrip()
        zh, en = MESSAGES[code]["zh"], MESSAGES[code]["en"]
        yield ""
        yield f"### {code}"
        yield ""
        yield message_text(zh[0])
        if zh[1]:
            yield ""
            yield f"- 下一步：{message_text(zh[1])}"
        yield f"- {message_text(en[0])}" if zh[1] else f"\n- {message_text(en[0])}"
        if en[1]:
            yield f"- Next: {message_text(en[1])}"


def commands_page() -> Iterator[str]:
    """Yield the lines of the page of commands."""
    yield "# 全部命令和选项"
    yield ""
    yield MADE.format(source="命令自己的说明（`jianfu 命令 --help`）")
    yield ""
    yield (
        "每个命令都有 `--help`；`--lang en` 写在哪里都行，换成英文。"
        "退出码见[命令](../cli.md#退出码)，怎么用也在那一页。"
    )
    program = LazyGroup(name="jianfu", help=say("app"))
    for path, command in walk("jianfu", program):
        yield ""
        yield f"## {path}"
        yield ""
        arguments = list(rows_of(command, "argument"))
        options = list(rows_of(command, "option"))
        names = "".join(f" {name}" for name, _ in arguments)
        yield escape((command.help or "").replace("\n\n", " "))
        yield ""
        yield f"用法：`{path} [选项]{names}`"
        for title, rows in (("参数", arguments), ("选项", options)):
            if rows:
                yield ""
                yield f"| {title} | 意思 |"
                yield "|---|---|"
                for name, about in rows:
                    yield f"| `{name}` | {escape(about)} |".replace("｜", "\\|")


def walk(path: str, group: Any) -> Iterator[tuple[str, Any]]:
    """Yield every command that does something, groups opened."""
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "list_commands"):
            yield from walk(f"{path} {name}", command)
        else:
            yield f"{path} {name}", command


def rows_of(command: Any, kind: str) -> Iterator[tuple[str, str]]:
    """Yield how the parameters of a command are written, and what they do."""
    for param in command.params:
        if param.param_type_name != kind or getattr(param, "hidden", False):
            continue
        about = (param.help or "") + (say("help.required") if param.required else "")
        if kind == "argument":
            yield param.metavar or param.name, about
        else:
            names = ", ".join(sorted(param.opts, key=len))
            yield f"{names} {param.metavar or ''}".rstrip().replace("|", "｜"), about


def rule_files_page() -> Iterator[str]:
    """Yield the lines of the page of keys."""
    yield "# 规则文件的全部项"
    yield ""
    yield MADE.format(source=" `jianfu_rules/ruleset/schema.py` 的表")
    yield ""
    yield (
        "读取、报错、编辑器的提示（`jianfu rules schema`）都以那张表为准。"
        "怎么写、有什么讲究，见[规则文件怎么写](../rules/format.md)、"
        "[语境词](../rules/context.md)、[地方规则](../rules/localities.md)。"
    )
    parts = [name for name in SECTIONS if name not in FILE_KINDS]
    for name in (*FILE_KINDS, *parts):
        yield ""
        yield f"## {section_title(name)}"
        yield ""
        yield "| 项 | 必填 | 写什么 | 意思 |"
        yield "|---|---|---|---|"
        for field in SECTIONS[name]:
            must = "是" if field.required else ""
            yield f"| `{field.name}` | {must} | {kind_of(field)} | {escape(field.about)} |"


def section_title(name: str) -> str:
    """Return the heading of a kind of file or of a part of one."""
    return FILE_TITLES.get(name) or f"{SECTION_NAMES[name][0]}（{name}）"


def kind_of(field: Field) -> str:
    """Return what may stand in a field."""
    if field.choices:
        return "、".join(f"`{choice}`" for choice in field.choices)
    if field.type in TYPE_NAMES:
        return escape(TYPE_NAMES[field.type][0])
    title = section_title(field.type)
    anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    return f"列表，每一条是[{title}](#{anchor})"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "messages.md": messages_page,
    "commands.md": commands_page,
    "rule-files.md": rule_files_page,
}


def build(name: str) -> str:
    """Return the text of a page."""
    return "\n".join(PAGES[name]()) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    is_check = parser.parse_args().check
    stale = []
    for name in PAGES:
        path, text = FOLDER / name, build(name)
        if is_check:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/reference/{name} 过时了：运行 python scripts/reference_pages.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
