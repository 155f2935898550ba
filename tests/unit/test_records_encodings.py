"""Encodings are found strictly, said aloud, and one bad byte costs one line."""

from __future__ import annotations

import codecs
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianfu_rules.errors import InputError
from jianfu_rules.records.encodings import (
    CHUNK_BYTES,
    decode_lines,
    find_encoding,
    named_encoding,
)

SENTENCE = "一天要在五个群里打卡，还要截图。"


def decode(data: bytes) -> tuple[str, list]:
    stream = BytesIO(data)
    encoding = find_encoding(stream, "a.txt")
    return encoding.name, list(decode_lines(stream, encoding, "a.txt"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SENTENCE.encode(), "UTF-8"),
        (b"plain ascii\n", "UTF-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "UTF-8（BOM）"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "UTF-16（BOM）"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "UTF-16（BOM）"),
        (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), "UTF-32（BOM）"),
        (SENTENCE.encode("gbk"), "GB18030（GBK）"),
        ((SENTENCE + "😀㐀").encode("gb18030"), "GB18030（GBK）"),
    ],
)
def test_the_encoding_is_found_and_the_text_comes_back(data: bytes, name: str) -> None:
    found, lines = decode(data)
    assert found == name
    assert not any(line.problem for line in lines)
    assert lines[0].text.rstrip("\n") in {SENTENCE, SENTENCE + "😀㐀", "plain ascii"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "JF605"),
        (codecs.BOM_UTF8, "JF605"),
        (bytes(range(256)) * 8, "JF608"),
        ((SENTENCE + "id 7\n").encode("utf-16-le"), "JF608"),
        (b"PK\x03\x04 anything", "JF609"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "JF616"),
        (b"%PDF-1.7", "JF617"),
        ("café à é\n".encode("latin-1"), "JF610"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_bad_line_in_utf8_is_marked_with_its_byte_and_the_others_are_read() -> None:
    good = (SENTENCE + "\n").encode()
    name, lines = decode(good + "第二行".encode() + b"\xff\n" + good)
    assert name == "UTF-8"
    assert [line.problem is None for line in lines] == [True, False, True]
    problem = lines[1].problem
    assert problem.code == "JF612"
    assert (problem.source.line, problem.source.column) == (2, 4)
    assert problem.values["offset"] == len(good) + 9 + 1
    assert lines[1].text == "第二行\ufffd\n"


def test_a_bad_byte_far_behind_the_sample_does_not_change_the_encoding() -> None:
    line = (SENTENCE + "\n").encode()
    count = CHUNK_BYTES // len(line) + 10
    _, lines = decode(line * count + SENTENCE.encode("gbk") + b"\n")
    assert len(lines) == count + 1
    assert lines[-1].problem.code == "JF612"


def test_gbk_beyond_the_first_piece_is_still_found() -> None:
    ascii_lines = b"0123456789\n" * (CHUNK_BYTES // 10)
    name, lines = decode(ascii_lines + SENTENCE.encode("gbk"))
    assert name == "GB18030（GBK）"
    assert lines[-1].text == SENTENCE


def test_one_truncated_line_of_utf8_is_not_read_as_gbk() -> None:
    name, lines = decode(SENTENCE.encode()[:-1])
    assert name == "UTF-8"
    assert lines[0].problem.code == "JF612"


def test_an_odd_byte_at_the_end_of_utf16_spoils_the_last_line_only() -> None:
    data = codecs.BOM_UTF16_LE + "一\n上\n二".encode("utf-16-le") + b"\x4e"
    _, lines = decode(data)
    assert [line.problem is None for line in lines] == [True, True, False]


@pytest.mark.parametrize("name", ["base64", "nonsense", "rot13", "a\0b"])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="JF613"):
        named_encoding(name, b"")


def test_a_named_utf16_takes_its_byte_order_from_the_mark() -> None:
    assert named_encoding("utf-16", codecs.BOM_UTF16_BE).codec == "utf-16-be"
    assert named_encoding("utf-16", b"a\0").codec == "utf-16-le"
    assert named_encoding("utf-8", codecs.BOM_UTF8).bom_length == 3


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@given(
    pieces=st.lists(
        st.tuples(
            st.text("一天群\N{GRINNING FACE}ab", max_size=5),
            st.sampled_from(["\n", "\r\n", "\r"]),
        ),
        min_size=1,
    ),
    size=st.integers(1, 7),
)
def test_lines_are_the_same_however_the_file_comes_in_pieces(
    codec: str, pieces: list[tuple[str, str]], size: int
) -> None:
    text = "".join(line + end for line, end in pieces)
    data = text.encode(codec)

    class Small(BytesIO):
        def read(self, count: int = -1) -> bytes:
            return super().read(min(count, size) if count > 0 else count)

    lines = decode_lines(Small(data), named_encoding(codec, b""), "a")
    # Only these three end a line, unlike `str.splitlines`.
    assert [line.text.encode(codec) for line in lines] == data.splitlines(keepends=True)
