"""Tell the parts of a record: which text is whose, and what carries nothing.

A ticket has a title, a body, an appeal, an official reply and a signature. They
come as columns, or one after the other in a text with marks at the line starts
(【答复】, 办理情况：). Here a text is cut at such marks, and parts are put together
into the two texts that are read: what the citizen says and what the office says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jianfu_rules.model import APPEAL, BODY, REPLY, SIGNATURE, TITLE, Span
from jianfu_rules.pipeline.normalizing import fold

MARKS = {
    TITLE: ("标题", "主题", "工单标题", "来信标题", "留言标题"),
    BODY: (
        "正文", "内容", "反映内容", "诉求内容", "留言内容", "来信内容", "投诉内容",
        "工单内容", "问题描述", "诉求描述", "事件描述", "补充说明", "追问", "网友追问",
    ),
    APPEAL: ("诉求", "主要诉求", "诉求事项", "请求事项", "诉求和建议", "诉求建议"),
    REPLY: (
        "答复", "回复", "官方回复", "官方答复", "单位回复", "单位答复", "部门回复",
        "部门答复", "答复内容", "回复内容", "答复意见", "回复意见", "答复情况",
        "回复情况", "办理情况", "办理结果", "办理意见", "办理答复", "处理情况",
        "处理结果", "处理意见", "调查结果", "核查情况", "反馈结果",
    ),
    SIGNATURE: ("落款", "署名", "签名", "反映人", "来信人", "联系人"),
}  # fmt: skip
"""The words of a mark, folded. A mark stands in 【】 or has a colon behind it."""

_KIND_OF = {word: kind for kind, words in MARKS.items() for word in words}
_WORDS = "|".join(sorted(_KIND_OF, key=len, reverse=True))
# Two blanks in a row are a line end that an export has lost.
_LINE_START = r"(?:^|\n|[ \t]{2})[ \t]*"
_MARK = re.compile(
    rf"{_LINE_START}(?:[【\[]({_WORDS})[】\]]：?|现?({_WORDS})(?:如下)?：)"
)
_LETTER = re.compile(
    rf"{_LINE_START}((?:尊敬的|亲爱的)?(?:网友|市民|群众|来[信电]人|留言人|咨询人)"
    r"[^\n]{0,120}?[答回]复如下)"
)
"""An office's letter. Its head is part of it: it names the problem."""

_STOP = "，。！？；：\n"
_GOOD_DAY = "(?:您|你们|你|大家)好"
_SALUTE = re.compile(
    rf"\s*(?:尊敬|敬爱|亲爱)的(?:[^{_STOP}]{{0,16}}?{_GOOD_DAY}"
    rf"|[^{_STOP}]{{0,14}}(?:领导|书记|长|主任|同志|部门|人员|组|委|们)(?=[，：！\n]))"
    rf"[，。：！\s]*(?:{_GOOD_DAY}[，。：！\s]*)?"
)
_THANKS = re.compile(
    rf"(?<=[{_STOP} ])(?:(?:谢谢|感谢|多谢|拜谢)(?:您|你们|各级领导|各位领导|领导|大家)?"
    r"了?[！。~\s]*)+\Z"
)
_REGARDS = re.compile(r"此致[\s，]*敬礼[！。]*")
_SIGNATURE_LENGTH = 60
"""What stands behind 此致敬礼 is the signature if it is no longer than this."""

_CLOSING = ("：", ":", "】", "]")
_MARK_ENDS = frozenset("题題文容述明问問求项項议議复復覆见見况況果款名人下")
"""The last character of each word of `MARKS`, in both scripts."""
_COURTESY = {
    "敬": ("尊敬", "敬爱", "敬愛"),
    "亲": ("亲爱",),
    "親": ("親愛",),
    "致": ("此致",),
    "如": ("如下",),
    "谢": ("谢谢", "感谢", "多谢", "拜谢"),
    "謝": ("謝謝", "感謝", "多謝", "拜謝"),
}
"""Signs of courtesy by one character of theirs, which is quicker to look for."""
_JOINT = "。\n"
"""Between parts: the end of a sentence and of a paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of what was given, and where it stands in a `Side`.

    Parameters
    ----------
    part : str
        The name under which it was given or found.
    kind : str
        What it is. Differs from ``part`` where a body holds a marked reply.
    start, end : int
        Its offsets in the text of the part as given.
    at : int
        Its offset in the text of the side.
    """

    part: str
    kind: str
    start: int
    end: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """The pieces of one speaker as one text to read."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def appeals(self) -> tuple[tuple[int, int], ...]:
        """Where the text is an appeal beside a body; an appeal alone is the body."""
        if all(piece.kind != BODY for piece in self.pieces):
            return ()
        return tuple(
            (p.at, p.at + p.end - p.start) for p in self.pieces if p.kind == APPEAL
        )

    def cut(self, span: Span) -> tuple[str, Span, str]:
        """Return the part that holds most of *span*, the span there and its words.

        What stands in several parts is shown by its longest stretch.
        """
        best, overlap = self.pieces[0], 0
        for piece in self.pieces:
            end = piece.at + piece.end - piece.start
            shared = min(span.end, end) - max(span.start, piece.at)
            if shared > overlap:
                best, overlap = piece, shared
        shift = best.start - best.at
        start, end = (
            max(span.start, best.at),
            min(span.end, best.at + best.end - best.start),
        )
        return best.part, Span(start + shift, end + shift), self.text[start:end]


def find_pieces(text: str, part: str = "") -> tuple[Piece, ...]:
    r"""Cut a text at its marks; leave salutation and thanks out.

    Parameters
    ----------
    text : str
        As given.
    part : str
        Its name where it is a part of a record. A text without a name gives its
        pieces the names of what they are, where it has more than one kind.

    Returns
    -------
    tuple of Piece
        Empty where the text is of one piece and all of it is to be read.

    Examples
    --------
    >>> text = "天天填表。\n【答复】已经核实。"
    >>> [(piece.kind, text[piece.start : piece.end]) for piece in find_pieces(text)]
    [('body', '天天填表。'), ('reply', '已经核实。')]
    >>> find_pieces("天天填表。")
    ()
    """
    if not _may_have_pieces(text):
        return ()
    folded = fold(text)
    kind = part or BODY
    found = (_without_courtesy(folded, *s) for s in _stretches(folded, kind))
    stretches = [stretch for stretch in found if stretch]
    if stretches == [(kind, 0, len(text))]:
        return ()
    is_mixed = len({name for name, _, _ in stretches}) > 1
    is_reply_alone = not part and any(name == REPLY for name, _, _ in stretches)
    return tuple(
        Piece(part or (name if is_mixed or is_reply_alone else ""), name, start, end)
        for name, start, end in stretches
    )


def _may_have_pieces(text: str) -> bool:
    """Whether a text as given may have to be cut; never a false no.

    Most texts have no sign of it, and are asked nothing more than this.
    """
    for char, signs in _COURTESY.items():
        if char in text and any(sign in text for sign in signs):
            return True
    for sign in _CLOSING:
        at = text.find(sign)
        while at >= 0:
            if text[at - 1 : at] in _MARK_ENDS:
                return True
            at = text.find(sign, at + 1)
    return False


_Stretch = tuple[str, int, int]


def _stretches(text: str, kind: str) -> Iterator[_Stretch]:
    """Yield kind, start and end of what stands between the marks."""
    at = 0
    for start, end, new in _marks(text):
        if start < at:
            continue
        yield from _until(text, kind, at, start)
        kind, at = new, end
    yield from _until(text, kind, at, len(text))


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Return where a mark begins, where its part begins, and what that is."""
    marks = [(m.start(), m.end(), _KIND_OF[m[1] or m[2]]) for m in _MARK.finditer(text)]
    marks += [(m.start(), m.start(1), REPLY) for m in _LETTER.finditer(text)]
    marks += [(m.start(), m.end(), SIGNATURE) for m in _REGARDS.finditer(text)]
    return sorted(marks)


def _until(text: str, kind: str, start: int, end: int) -> Iterator[_Stretch]:
    """Yield one stretch; a title or signature ends where its line or length does."""
    if kind == TITLE:
        line_end = text.find("\n", start, end)
        if line_end >= 0 and text[start:line_end].strip():
            yield TITLE, start, line_end
            kind, start = BODY, line_end
    if kind == SIGNATURE and end - start > _SIGNATURE_LENGTH:
        kind = BODY
    if text[start:end].strip():
        yield kind, start, end


def _without_courtesy(text: str, kind: str, start: int, end: int) -> _Stretch | None:
    salute = _SALUTE.match(text, start, end)
    if salute:
        start = salute.end()
    thanks = _THANKS.search(text, start, end)
    if thanks:
        end = thanks.start()
    return (kind, start, end) if text[start:end].strip() else None


def pieces_of_record(parts: Mapping[str, str]) -> tuple[Piece, ...]:
    """Return the pieces of a record whose parts came apart.

    Parameters
    ----------
    parts : mapping of str to str
        In the order in which they are to be read.

    Returns
    -------
    tuple of Piece
        A body that holds a marked reply gives pieces of both kinds.
    """
    out: list[Piece] = []
    for name, text in parts.items():
        found = find_pieces(text, name) if name != SIGNATURE else ()
        if name == REPLY:
            # What an office quotes under a mark stays the word of the office.
            found = tuple(Piece(REPLY, REPLY, p.start, p.end) for p in found)
        out += found or [Piece(name, name, 0, len(text))]
    return tuple(out)


def join_sides(parts: Mapping[str, str], pieces: Iterable[Piece]) -> tuple[Side, Side]:
    """Put the pieces together into what the citizen and what the office says.

    Parameters
    ----------
    parts : mapping of str to str
        The text of each ``Piece.part``.
    pieces : iterable of Piece
        In order; signatures belong to no side.

    Returns
    -------
    citizen, office : Side
    """
    sides: tuple[list[Piece], list[Piece]] = [], []
    texts: tuple[list[str], list[str]] = [], []
    lengths = [0, 0]
    for piece in pieces:
        if piece.kind == SIGNATURE:
            continue
        which = int(piece.kind == REPLY)
        if texts[which]:
            texts[which].append(_JOINT)
            lengths[which] += len(_JOINT)
        text = parts[piece.part][piece.start : piece.end]
        at = lengths[which]
        sides[which].append(Piece(piece.part, piece.kind, piece.start, piece.end, at))
        texts[which].append(text)
        lengths[which] += len(text)
    citizen, office = (
        Side("".join(texts[which]), tuple(sides[which])) for which in (0, 1)
    )
    return citizen, office
