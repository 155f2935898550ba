"""The style sheet and the script of the page; the page names both by their hash."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1f24; --soft: #565e69;
  --line: #c3c9d1; --shade: #f2f4f7; --bar: #2f6db5; --mark: #ffe9a8;
  --mark-ink: #1c1f24; --focus: #b4470b; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181c; --ink: #e6e9ed;
  --soft: #a9b1bc; --line: #454c56; --shade: #20252b; --bar: #6aa5e8;
  --mark: #5c4a10; --mark-ink: #fff3cf; --focus: #ffb27a; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem 1.2rem 3rem;
  background: var(--paper); color: var(--ink);
  font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC",
  "WenQuanYi Micro Hei", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .5rem 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.soft { color: var(--soft); font-size: .9rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; }
p, dd, h1, h2, li { overflow-wrap: anywhere; }
a { color: inherit; text-underline-offset: .2em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.big { display: flex; flex-wrap: wrap; gap: .8rem; padding: 0; margin: 1rem 0; }
.big div { flex: 1 1 9rem; background: var(--shade); border-radius: .4rem;
  padding: .6rem 1rem; }
.big dt { color: var(--soft); font-size: .9rem; }
.big dd { margin: 0; font-size: 1.7rem; font-weight: 600; line-height: 1.3;
  font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .92rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
  vertical-align: top; }
thead th { border-bottom: 2px solid var(--soft); vertical-align: bottom; }
tbody th { font-weight: 400; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .n { white-space: normal; }
.wide thead .n span { writing-mode: vertical-rl; line-height: 1.2;
  display: inline-block; padding-bottom: .4rem; }
.wide tbody th { white-space: nowrap; }
.wide thead th:first-child { white-space: nowrap; }
svg { display: block; max-width: 100%; height: auto; margin: .5rem 0; }
svg text { fill: var(--ink); font: 14px system-ui, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; }
.bar { fill: var(--bar); } .axis { stroke: var(--soft); }
form { background: var(--shade); border-radius: .4rem; padding: .6rem 1rem;
  display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: end;
  position: sticky; top: 0; z-index: 1; }
form label { display: grid; font-size: .9rem; }
select, button { font: inherit; color: inherit; background: var(--paper);
  border: 1px solid var(--soft); border-radius: .3rem; padding: .2rem .4rem;
  max-width: 16rem; }
form output { font-size: .9rem; }
.case { border: 1px solid var(--line); border-radius: .4rem; padding: .6rem 1rem;
  margin: .8rem 0; scroll-margin-top: 7rem; }
.case p { margin: .4rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.case ul { margin: .3rem 0; padding-left: 1.2rem; }
mark { background: var(--mark); color: var(--mark-ink); text-decoration: underline;
  text-underline-offset: .2em; }
.tag { border: 1px solid var(--soft); border-radius: .8rem; padding: 0 .6rem;
  font-size: .85rem; }
code { font-family: ui-monospace, Consolas, monospace; overflow-wrap: anywhere; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #999;
    --shade: #fff; --bar: #555; --mark: #fff; --mark-ink: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.5; }
  nav, form, .skip { display: none !important; }
  h2 { break-after: avoid; margin-top: 1.2rem; }
  tr, .case, svg, .big div { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; } table { font-size: 9pt; }
  th, td { padding: .15rem .3rem; } .wide { font-size: 8pt; }
  mark { font-weight: 600; } .big div { border: 1px solid #999; }
}
"""

SCRIPT = """
"use strict";
(function () {
  var form = document.getElementById("filter");
  if (!form) { return; }
  var keys = ["symptom", "stance", "month", "place"];
  var said = document.getElementById("filter-said");
  var marked = Array.prototype.slice.call(document.querySelectorAll(
    "main [data-symptom], main [data-stance], main [data-month], main [data-place], .case"));
  function wanted(key) {
    var field = form.elements[key];
    return field ? field.value : "";
  }
  function hasLabel(element) {
    var symptom = wanted("symptom"), stance = wanted("stance");
    return element.getAttribute("data-labels").split(" ").some(function (label) {
      var pair = label.split(":");
      return (!symptom || pair[0] === symptom) && (!stance || pair[1] === stance);
    });
  }
  function apply() {
    var all = 0, shown = 0;
    marked.forEach(function (element) {
      var isCase = element.classList.contains("case");
      var fits = keys.every(function (key) {
        var want = wanted(key), has = element.getAttribute("data-" + key);
        if (isCase) {
          return key === "symptom" || key === "stance" || !want || has === want;
        }
        return !want || has === null || has === want;
      }) && (!isCase || hasLabel(element));
      element.hidden = !fits;
      if (isCase) { all += 1; shown += fits ? 1 : 0; }
    });
    said.textContent = "显示 " + shown + " / " + all + " 条个案";
  }
  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
  apply();
}());
"""
