"""Find the encoding of a file and decode it line by line.

The ladder is: byte order mark, strict UTF-8, strict GB18030 (which holds GBK and
GB2312), the advice of a detector, else not text. A file that is nearly all UTF-8 (or GB18030) keeps that
encoding; its bad lines are marked one by one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from jianfu_rules.errors import InputError, Problem
from jianfu_rules.model import SourceRef

CHUNK_BYTES = 1 << 20
SAMPLE_BYTES = 1 << 16

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "JF609"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "JF616"),
    (b"%PDF-", "JF617"),
)
_CHINESE_CODECS = ("big5", "big5hkscs", "cp950", "utf_16_le", "utf_16_be", "hz")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Big5 and others read as GB18030 give many private-use characters.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Some NULs or control characters occur in real exports; a binary file has many.
_STRAY_COUNT = 3
_MAX_NUL_SHARE = 0.001
_MAX_CONTROL_SHARE = 0.03
# Random bytes read as GB18030 fail in more than one character of ten.
_GB_GOOD_PER_BAD = 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of one file.

    Parameters
    ----------
    codec : str
        A name that `codecs.lookup` knows.
    name : str
        The name as shown to people.
    bom_length : int
        Number of bytes of the byte order mark.
    is_advised : bool
        Whether a detector thought so, which is less than knowing.
    """

    codec: str
    name: str
    bom_length: int = 0
    is_advised: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is UTF-8 without a mark, which goes without saying."""
        return self.name == "UTF-8"


class Line(NamedTuple):
    """A decoded line with its line end; ``problem`` where bytes were no text."""

    number: int
    text: str
    problem: Problem | None


def find_encoding(stream: BinaryIO, file: str) -> Encoding:
    """Find the encoding of a seekable stream; leaves it at any position.

    The whole stream is read, in pieces: a file that is UTF-8 for a million rows
    and GBK in the last must not be found out halfway.

    Parameters
    ----------
    stream : binary file
        Seekable.
    file : str
        The name as shown to people.

    Raises
    ------
    InputError
        Empty (JF605), binary (JF608, JF609, JF616, JF617) or in no known encoding (JF610).
    """
    stream.seek(0)
    sample = stream.read(SAMPLE_BYTES)
    if not sample:
        raise InputError(Problem("JF605", {"path": file}))
    for mark, codec in _BOMS:
        if sample.startswith(mark):
            if len(sample) == len(mark):
                raise InputError(Problem("JF605", {"path": file}))
            name = codec.upper().removesuffix("-LE").removesuffix("-BE")
            return Encoding(codec, f"{name}（BOM）", len(mark))
    _refuse_binary(sample, file)
    return _judge_bytes(stream, file)


def named_encoding(name: str, sample: bytes) -> Encoding:
    """Return the encoding that a person named.

    Raises
    ------
    InputError
        Where Python knows no such text encoding (JF613).
    """
    try:
        found = codecs.lookup(name)
        "".encode(name)
    except (LookupError, ValueError):
        raise InputError(Problem("JF613", {"value": name})) from None
    codec = found.name
    for mark, marked_codec in _BOMS:
        # "utf-16" names either byte order; only the mark can tell which.
        if sample.startswith(mark) and marked_codec.startswith(codec.split("-sig")[0]):
            return Encoding(marked_codec, name, len(mark))
    if codec in {"utf-16", "utf-32"}:
        codec += "-le"
    return Encoding(codec, name)


def decode_lines(
    stream: BinaryIO,
    encoding: Encoding,
    file: str,
    on_bytes: Callable[[int], None] | None = None,
) -> Iterator[Line]:
    """Decode a stream line by line; line ends stay on the lines.

    Parameters
    ----------
    stream : binary file
        Seekable; read from its beginning.
    encoding : Encoding
    file : str
        The name as shown to people.
    on_bytes : callable, optional
        Called with the number of bytes of every piece read.

    Yields
    ------
    Line
        A line that cannot be decoded holds U+FFFD and a problem JF612.
    """
    stream.seek(encoding.bom_length)
    offset = encoding.bom_length
    codec = encoding.codec
    for number, raw in enumerate(_split_bytes(stream, codec, on_bytes), start=1):
        try:
            yield Line(number, raw.decode(codec), None)
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode(codec, "replace")
            values = {
                "encoding": encoding.name,
                "offset": offset + error.start + 1,
                "bytes": raw[error.start : error.end][:8].hex(" ").upper(),
            }
            source = SourceRef(file, number, len(before) + 1)
            problem = Problem("JF612", values, source)
            yield Line(number, raw.decode(codec, "replace"), problem)
        offset += len(raw)


def _refuse_binary(sample: bytes, file: str) -> None:
    for signature, code in _SIGNATURES:
        if sample.startswith(signature):
            raise InputError(Problem(code, {"path": file}))
    max_nul_count = max(_STRAY_COUNT, len(sample) * _MAX_NUL_SHARE)
    max_control_count = max(_STRAY_COUNT, len(sample) * _MAX_CONTROL_SHARE)
    control_count = len(_CONTROLS.findall(sample))
    if sample.count(0) > max_nul_count or control_count > max_control_count:
        raise InputError(Problem("JF608", {"path": file}))


def _judge_bytes(stream: BinaryIO, file: str) -> Encoding:
    if _is_utf8(stream):
        return Encoding("utf-8", "UTF-8")
    utf8_good = utf8_bad = gb_good = gb_bad = line_count = bad_line_count = 0
    first_bad = (0, 0)
    offset = 0
    stream.seek(0)
    for number, raw in enumerate(_split_bytes(stream, "utf-8", None), start=1):
        line_count += 1
        if not raw.isascii():
            good, bad, bad_at = _count_characters(raw, "utf-8")
            utf8_good += good
            utf8_bad += bad
            bad_line_count += bad > 0
            if bad and not first_bad[0]:
                first_bad = (number, offset + bad_at + 1)
            good, bad, _ = _count_characters(raw, "gb18030")
            strange = len(_PRIVATE.findall(raw.decode("gb18030", "replace")))
            gb_good += good - strange
            gb_bad += bad + strange
        offset += len(raw)
    # GBK read as UTF-8 is nearly all bad, so a half of good characters is proof;
    # UTF-8 read as GB18030 is often "good", so that proves nothing by itself.
    if utf8_good >= utf8_bad:
        return Encoding("utf-8", "UTF-8")
    if gb_good >= gb_bad * _GB_GOOD_PER_BAD:
        return Encoding("gb18030", "GB18030（GBK）")
    if bad_line_count * 2 < line_count:
        return Encoding("utf-8", "UTF-8")
    advised = _advised_encoding(stream)
    if advised:
        return advised
    line, byte = first_bad
    raise InputError(Problem("JF610", {"path": file, "line": line, "offset": byte}))


def _advised_encoding(stream: BinaryIO) -> Encoding | None:
    """Ask the detector, where it is installed, for an encoding that holds it all.

    Only those in which Chinese is written are taken: everything is "text" in some
    encoding of one byte a character.
    """
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    stream.seek(0)
    sample = stream.read(SAMPLE_BYTES)
    # A sample may end within a character, never at a line end.
    sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample, cp_isolation=list(_CHINESE_CODECS)).best()
    if best is None or best.encoding not in _CHINESE_CODECS:
        return None
    stream.seek(0)
    lines = _split_bytes(stream, best.encoding, None)
    try:
        for raw in lines:
            raw.decode(best.encoding)
    except UnicodeDecodeError:
        return None
    name = best.encoding.replace("_", "-")
    return Encoding(best.encoding, name, is_advised=True)


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream.seek(0)
    try:
        while chunk := stream.read(CHUNK_BYTES):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _count_characters(raw: bytes, codec: str) -> tuple[int, int, int]:
    """Return good and bad non-ASCII characters and the offset of the first bad."""
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        text = raw.decode(codec, "replace")
        bad = text.count("\ufffd")
        bad_at = error.start
    else:
        bad = bad_at = 0
    return sum(char > "\x7f" for char in text) - bad, bad, bad_at


def _split_bytes(
    stream: BinaryIO, codec: str, on_bytes: Callable[[int], None] | None
) -> Iterator[bytes]:
    """Split before decoding, so that one bad byte spoils one line only.

    In UTF-8 and the Chinese encodings no byte of a longer character is a line
    end; in UTF-16 and UTF-32 the line end must be looked for at whole units.
    """
    newline = "\n".encode(codec)
    split = _split_plain if len(newline) == 1 else _split_wide
    return split(_chunks(stream, on_bytes), newline)


def _chunks(
    stream: BinaryIO, on_bytes: Callable[[int], None] | None
) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK_BYTES):
        if on_bytes:
            on_bytes(len(chunk))
        yield chunk


def _split_plain(chunks: Iterator[bytes], newline: bytes) -> Iterator[bytes]:
    held: list[bytes] = []
    for chunk in chunks:
        for line in chunk.splitlines(keepends=True):
            # A piece may end between \r and \n.
            if held and held[-1].endswith(b"\r") and line != newline:
                yield b"".join(held)
                held.clear()
            held.append(line)
            if line.endswith(newline):
                yield b"".join(held)
                held.clear()
    if held:
        yield b"".join(held)


def _split_wide(chunks: Iterator[bytes], newline: bytes) -> Iterator[bytes]:
    unit = len(newline)
    held = b""
    for chunk in chunks:
        block = held + chunk
        start = at = 0
        while (at := block.find(newline, at)) >= 0:
            if at % unit:
                at += 1
                continue
            at += unit
            yield block[start:at]
            start = at
        held = block[start:]
    if held:
        yield held
