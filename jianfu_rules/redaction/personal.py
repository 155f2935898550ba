"""What a piece of personal data is, and the kinds that there are."""

from __future__ import annotations

from dataclasses import dataclass

KINDS: dict[str, tuple[str, str]] = {
    "name": ("姓名", "name"),
    "id_number": ("身份证号", "identity number"),
    "mobile": ("手机号", "mobile number"),
    "phone": ("电话号", "telephone number"),
    "plate": ("车牌号", "number plate"),
    "bank_card": ("银行卡号", "bank account"),
    "passport": ("护照号", "passport"),
    "email": ("邮箱", "e-mail"),
    "wechat": ("微信号", "WeChat"),
    "qq": ("QQ号", "QQ"),
    "account": ("网名账号", "other account"),
    "address": ("住址", "address"),
    "licence": ("证件编号", "licence"),
    "ticket": ("工单号", "ticket number"),
}
"""Every kind with the word of its mark and its English name."""

DEFAULT_KINDS = frozenset(KINDS) - {"ticket"}
"""What is hidden unless told otherwise: the number of a ticket names no person."""

NUMBERED_KINDS = frozenset(KINDS) - {"name", "address"}
"""The kinds that are told by their form rather than by the words around them."""

CERTAIN = "certain"
LIKELY = "likely"


@dataclass(frozen=True, slots=True, order=True)
class Personal:
    """A place in a text that says who or where somebody is.

    Parameters
    ----------
    start, end : int
        Code points of the text as given.
    kind : str
        A key of `KINDS`.
    certainty : {'certain', 'likely'}
        ``certain`` where its form or a label before it shows what it is, ``likely``
        where only the words around it do.
    """

    start: int
    end: int
    kind: str
    certainty: str = CERTAIN
