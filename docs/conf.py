"""How Sphinx makes a site of these pages: ``make docs``.

The pages are plain Markdown and can be read where they lie; what only the site needs
(the tables of contents) is put in here.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import jianfu_rules  # noqa: E402  found by the path above

project = "jianfu-rules"
language = "zh_CN"
version = release = jianfu_rules.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "schema"]
myst_heading_anchors = 4

html_theme = "furo"
html_title = f"jianfu-rules {release}"
html_show_sphinx = False
html_copy_source = False
# Types are in the docstrings; the signatures stay short enough to read.
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True

_LINK = re.compile(r"\]\(([\w./-]+)\.md\)")
_LINK_UP = re.compile(r"\[([^\]]*)\]\((\.\./[^)#]*)(?:#[^)]*)?\)")
_HEADING = re.compile(r"## (.+)")


def add_contents(app: Sphinx, docname: str, source: list[str]) -> None:
    """Give the front page a hidden table of contents: its headings and its links.

    Pages that it does not link stand at the end, so none is lost.
    """
    if docname != "index":
        return
    chapters: list[tuple[str, list[str]]] = []
    seen = {docname}
    for line in source[0].splitlines():
        heading = _HEADING.match(line)
        if heading:
            chapters.append((heading[1], []))
        for name in _LINK.findall(line):
            if chapters and name in app.env.found_docs - seen:
                seen.add(name)
                chapters[-1][1].append(name)
    chapters.append(("其他", sorted(app.env.found_docs - seen)))
    for title, names in chapters:
        if names:
            lines = ["", "```{toctree}", ":hidden:", f":caption: {title}", ""]
            source[0] += "\n".join([*lines, *names, "```", ""])


def name_what_is_outside(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put names for links to files beside docs/, which are not on the site."""
    folder = (HERE / docname).parent

    def named(link: re.Match[str]) -> str:
        target = (folder / link[2]).resolve()
        if target.is_relative_to(HERE):
            return link[0]
        return f"{link[1]}（`{target.relative_to(HERE.parent).as_posix()}`）"

    source[0] = _LINK_UP.sub(named, source[0])


def setup(app: Sphinx) -> None:
    """Connect the two changes above."""
    app.connect("source-read", add_contents)
    app.connect("source-read", name_what_is_outside)
