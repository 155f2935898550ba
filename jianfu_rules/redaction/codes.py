"""Coded data with letters: plates, e-mail, accounts, passports, licences, tickets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jianfu_rules.redaction.numbers import Number
from jianfu_rules.redaction.personal import CERTAIN, LIKELY

_IS = '(?:号码?|id|是|为|:|：| |"|“|【|\\(|（){0,4}'
_NOT_CODE_BEFORE = "(?<![a-z0-9_.@-])"
_NOT_CODE_AFTER = "(?![a-z0-9_@])"

_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼] ?"
    "[a-z] ?[·•.* -]? ?"
    "(?:[0-9*]{5}[a-z]|[a-z][a-z0-9*][0-9*]{4}|[a-z0-9*]{5}|[a-z0-9*]{4}[挂学警港澳])"
    + _NOT_CODE_AFTER
)
_FRAMED_PLATE = re.compile(
    "(?:车牌|号牌|牌照|车号)" + _IS + "([a-z0-9][a-z0-9·*-]{4,10})" + _NOT_CODE_AFTER
)
_LOCAL = re.compile("[a-z0-9._%+*-]")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}")
_WECHAT = re.compile(
    "(?:微信|威信|薇信|v信|wechat|weixin|" + _NOT_CODE_BEFORE + "(?:vx|wx|加v))"
    "(?!公众|群|小程序|工作群|支付|平台)"
    + _IS
    + "([a-z][a-z0-9_-]{5,19}|[0-9]{5,12})"
    + _NOT_CODE_AFTER
)
_QQ = re.compile(
    "(?:"
    + _NOT_CODE_BEFORE
    + "q ?q|扣扣|企鹅)(?!群|邮箱)"
    + _IS
    + "([0-9]{5,12})"
    + _NOT_CODE_AFTER
)
_ACCOUNT = re.compile(
    "(?:抖音|快手|微博|小红书|支付宝|淘宝|陌陌|钉钉)(?:账号|帐号|号码?|id)"
    "[是为:： ]{0,3}([a-z0-9][a-z0-9_.@-]{3,39})" + _NOT_CODE_AFTER
)
_PASSPORT = re.compile(
    _NOT_CODE_BEFORE + "(?:[eg][0-9]{8}|e[a-hj-np-z][0-9]{7})" + _NOT_CODE_AFTER
)
_FRAMED_PASSPORT = re.compile(
    "(?:护照|通行证|台胞证|回乡证|居住证)"
    + _IS
    + "([a-z]{0,2}[0-9]{6,9})"
    + _NOT_CODE_AFTER
)
_HONGKONG = re.compile(_NOT_CODE_BEFORE + r"[a-z]{1,2}[0-9]{6}[(（][0-9a][)）]")
_LICENCE = re.compile(
    "(?:档案编号|驾驶证号?|驾照号?|残疾证号?|社保卡?号?|社会保障号|医保卡?号?|学号|学籍号"
    "|户号|工号|警号|准考证号?|住院号|门诊号|病历号|就诊卡号?|退伍证号?|军官证号?|士兵证号?"
    "|统一社会信用代码|营业执照号?|许可证号?|从业资格证号?|会员号|客户编号|用户编号|户口簿?号|(?<!份)证(?:编)?号)"
    "(?:码|是|为|:|：| ){0,3}((?:[a-z]{1,4}[0-9]|[0-9])[a-z0-9-]{3,24})"
    + _NOT_CODE_AFTER
)
_TICKET = re.compile(
    "(?:工单|受理|诉求|事件|订单|流水|信访件?|案件?|办件|登记|查询|回执|快递|运单|物流"
    "|设备|产品|发票|合同|编)(?:编号|单号|号码?|码)"
    "(?:是|为|:|：| ){0,3}([a-z]{0,6}[0-9][a-z0-9-]{4,40})"
)


def find_codes(view: str) -> Iterator[Number]:
    """Yield coded data in folded text; what stands under a label comes first.

    Examples
    --------
    >>> [(c.kind, c.start) for c in find_codes("加微信abc_12345，车牌浙a12345")]
    [('wechat', 3), ('plate', 15)]
    """
    for pattern, kind in (
        (_WECHAT, "wechat"),
        (_QQ, "qq"),
        (_ACCOUNT, "account"),
        (_LICENCE, "licence"),
        (_FRAMED_PASSPORT, "passport"),
        (_TICKET, "ticket"),
    ):
        for m in pattern.finditer(view):
            yield Number(*m.span(1), kind, CERTAIN)
    yield from _emails(view)
    for m in _PLATE.finditer(view):
        if any(c.isdigit() or c == "*" for c in m[0][2:]):
            yield Number(*m.span(), "plate", CERTAIN)
    for m in _FRAMED_PLATE.finditer(view):
        if any(c.isdigit() for c in m[1]):
            yield Number(*m.span(1), "plate", LIKELY)
    for pattern in (_PASSPORT, _HONGKONG):
        for m in pattern.finditer(view):
            yield Number(*m.span(), "passport", LIKELY)


def _emails(view: str) -> Iterator[Number]:
    """Grow every @ to both sides; a pattern from the left would try in vain."""
    last = 0
    for m in re.finditer(" ?@ ?", view):
        start = m.start()
        while start > last and start > m.start() - 64 and _LOCAL.match(view[start - 1]):
            start -= 1
        domain = _DOMAIN.match(view, m.end())
        if start < m.start() and domain:
            last = domain.end()
            yield Number(start, last, "email", CERTAIN)
