"""Addresses down to a door: 锦绣花园3栋2单元501, 东风路12号, 金田村三组.

What says which door is found first; then the name of the road, estate or village is
taken in from the left. Province, city, county, town stay: reports need them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianfu_rules.redaction.numbers import Number
from jianfu_rules.redaction.personal import CERTAIN, LIKELY

_NUM = "(?:[0-9]{1,5}|[一二三四五六七八九十百零〇两]{1,5}|[甲乙丙丁])"
_ATOM = re.compile(
    f"{_NUM} ?(?:号楼|号院|#楼|栋|幢|座|#|单元|室|房|号|弄|巷|组|社|队|屯|期(?=[0-9]{{1,3}} ?(?:栋|幢|座|号楼)))"
    f"|[a-h] ?(?:号楼|栋|幢|座|单元)|[a-h](?=[0-9]{{3,4}}(?![0-9]))"
)
_BARE = re.compile("[0-9]{3,4}(?![0-9])(?:室|房|号|户)?|[a-h][0-9]{2,4}")
_FLOOR = re.compile("[0-9]{1,2}(?:楼|层)")
_BETWEEN = re.compile("(?:[ ,，-]|之)?")
_DASHED = re.compile(
    "(?<![0-9-])[0-9]{1,3}[-—][0-9]{1,2}[-—][0-9]{3,4}(?![0-9-])室?"
    "|(?<![0-9-])[0-9]{1,3}[-—#][0-9]{3,4}(?![0-9-])室?"
)
_BUILDINGS = ("号楼", "号院", "#楼", "栋", "幢", "座", "#")
_NAME = re.compile("[一-鿿a-z×*·•]{1,14}$")
_CUT = re.compile(
    "家住|代表|提到|的|我们|住在|住址|住|位于|地址|户籍地?|门牌|寄到|请寄|来自|小区是|家在|家|在|于|是|到|址|寄|从"
    "|街道|(?<!小)(?<!社)(?<![一二三四五六七八九十])区|(?<!小)市(?!场)|县|镇|乡|省|州(?!路|街)|和|与|找|去"
)
_ROAD_ENDS = (
    "路",
    "街",
    "大道",
    "巷",
    "弄",
    "胡同",
    "里",
    "道",
    "坊",
    "桥",
    "苑",
    "园",
)
_VILLAGE_ENDS = tuple("村庄屯寨湾沟坪塘营堡店圩埠坝社")
_ESTATE_ENDS = tuple("苑园区里城府湾庭居邨坊院寓村厦轩墅第郡都庄山庐")
_GENERIC = re.compile(
    "(?:我们|你们|他们|咱们?|全|本|该|各|某|这个|那个|一个|每个|几个|隔壁|附近|其他|所有|邻)?"
    "(?:村|庄|屯|社区|小区|路|街|道|里|国道|省道|县道|高速|公路|铁路|村里|社)"
)
_NOT_A_DOOR = re.compile(
    "线|公路|国道|文件|会议|台风|病|车厢|机|开始|起|前(?!院|门|楼)|后(?!院|门|楼)|之前|上午|下午|晚|至|到|开工|开始|开通|开会|封|施工|召开"
)
_NAMED_GROUP = re.compile(
    "([村寨庄屯])[一-鿿]{1,2}[湾沟坪街坝山岭坳塘院坎冲河井桥庙坡垭岗岩堡营上下头边]"
    "(?:村民小|小)?组(?!织|长|合|成|建|员|装|团)"
)
"""A group of a village that has a name instead of a number: 大坪村坳上组."""


class _Atom(NamedTuple):
    start: int
    end: int
    unit: str


def find_addresses(view: str) -> Iterator[Number]:
    """Yield the addresses of doors in folded text.

    Examples
    --------
    >>> view = "家住锦绣花园3栋2单元501，村里3号楼电梯坏了"
    >>> [view[a.start:a.end] for a in find_addresses(view)]
    ['锦绣花园3栋2单元501']
    """
    for m in _NAMED_GROUP.finditer(view):
        start = _name_start(view, m.end(1), 0)
        if m.end(1) - start > 1 and not _is_generic(view[start : m.end(1)]):
            yield Number(start, m.end(), "address", LIKELY)
    last = 0
    for m in _DASHED.finditer(view):
        start = _name_start(view, m.start(), last)
        name = view[start : m.start()]
        if name.endswith(_ESTATE_ENDS) and len(name) > 1 and not _is_generic(name):
            yield Number(start, m.end(), "address", CERTAIN)
    for chain in _chains(view):
        first, end = chain[0], chain[-1].end
        start = _name_start(view, first.start, last)
        name = view[start : first.start]
        is_door = _is_door(view, chain, name, end)
        if not is_door:
            continue
        if _is_generic(name):
            start = first.start
        last = end
        yield Number(start, end, "address", is_door)


def _chains(view: str) -> Iterator[list[_Atom]]:
    chain: list[_Atom] = []
    for m in _ATOM.finditer(view):
        unit = re.sub("^[^号#栋幢座单室房户弄巷组社队屯期]*", "", m[0]).strip()
        atom = _Atom(m.start(), m.end(), unit)
        if chain:
            if _BETWEEN.fullmatch(view, chain[-1].end, atom.start):
                chain.append(atom)
                continue
            yield _with_bare_number(view, chain)
        chain = [atom]
    if chain:
        yield _with_bare_number(view, chain)


def _with_bare_number(view: str, chain: list[_Atom]) -> list[_Atom]:
    """Take in the room that stands without a word: 3栋2单元501."""
    last = chain[-1]
    gap = _BETWEEN.match(view, last.end)
    at = gap.end() if gap else last.end
    m = (
        _BARE.match(view, at)
        or (last.unit == "单元" and _FLOOR.match(view, at))
        or None
    )
    if m is None or last.unit in ("室", "房"):
        return chain
    return [*chain, _Atom(m.start(), m.end(), "室")]


def _is_door(view: str, chain: list[_Atom], name: str, end: int) -> str:
    """Return how certain it is that the chain leads to one door; empty if not."""
    units = [atom.unit for atom in chain]
    has_building = any(u in _BUILDINGS or u == "单元" or not u for u in units)
    has_room = any(u in ("室", "房") for u in units)
    first = units[0]
    if has_building and has_room and len(chain) > 1:
        return CERTAIN
    if _is_generic(name) or not name:
        return ""
    if first in ("号", "号院", "弄", "巷") and name.endswith(_ROAD_ENDS):
        if len(chain) == 1 and _NOT_A_DOOR.match(view, end):
            return ""
        is_arabic = view[chain[0].start].isdigit() and view[chain[0].start] < "a"
        if name.endswith("里") and not (is_arabic and len(name) > 2):
            return ""
        return CERTAIN if len(chain) > 1 or first != "号" else LIKELY
    is_village = name.endswith(_VILLAGE_ENDS) and len(name) > 1
    if is_village and (first in ("组", "社", "队", "屯") or len(chain) > 1):
        return LIKELY
    if is_village and first == "号" and not _NOT_A_DOOR.match(view, end):
        return LIKELY
    is_place = name.endswith(_ESTATE_ENDS + _ROAD_ENDS) and len(name) > 1
    if is_place and has_room and len(chain) > 1:
        return LIKELY
    return ""


def _name_start(view: str, end: int, least: int) -> int:
    """Return where the name of the road, estate or village begins."""
    m = _NAME.search(view, max(least, end - 14), end)
    if m is None:
        return end
    start = m.start()
    cut = start
    for c in _CUT.finditer(view, start, end):
        if c.end() < end - 1 and not _is_inside_name(view, c.start(), c.end(), end):
            cut = c.end()
    return cut


def _is_inside_name(view: str, start: int, end: int, name_end: int) -> bool:
    """Whether what looks like a border is part of the name: 李家庄, 和平路."""
    word = view[start:end]
    after = view[end : end + 1]
    before = view[start - 1 : start]
    if word == "家":
        return after in tuple("庄村湾沟屯寨店坪塘营堡坝园桥") or before == "住"
    if word in ("和", "与"):
        return after in tuple("平谐睦美顺兴")
    return False


def _is_generic(name: str) -> bool:
    return bool(_GENERIC.fullmatch(name))
