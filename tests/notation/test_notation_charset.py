"""Bytes to text, whatever the page declares."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.notation.charset import charset_of, decode, is_garbled, is_lost

PAGE = '<meta http-equiv="Content-Type" content="text/html; charset={}"><p>朱镕基㐀公告</p>'


@pytest.mark.parametrize(
    ("declared", "real"),
    [("gb2312", "gb18030"), ("gb2312", "utf-8"), ("utf-8", "gb18030"), ("iso-8859-1", "gb18030"), ("utf-7", "utf-8")],
)
def test_the_bytes_have_the_first_word(declared: str, real: str) -> None:
    written = PAGE.format(declared)
    assert decode(written.encode(real)) == written
    assert decode(written.encode(real), declared) == written


def test_big5_is_believed_where_it_is_declared() -> None:
    written = '<meta charset="big5"><p>臺灣</p>'
    assert decode(written.encode("big5")) == written
    assert decode("臺灣".encode("big5"), "Big5") == "臺灣"


OF_TAIWAN = "臺灣國土資源開發計畫環境影響評估審查結論公告，國有土地標售案依據國有財產法規定辦理。"


@pytest.mark.parametrize("declared", ["", "iso-8859-1", "utf-8"])
def test_big5_is_told_from_gb18030_by_its_characters_where_nobody_says(declared: str) -> None:
    for written in (OF_TAIWAN, f"<title>{OF_TAIWAN[:12]}</title><p>{OF_TAIWAN}</p>"):
        assert decode(written.encode("big5"), declared) == written


@pytest.mark.parametrize("written", [OF_TAIWAN, "关于云岭市国有建设用地使用权挂牌出让的公告", "公告：朱镕基㐀，①②③"])
def test_gb18030_stays_it_in_simple_and_in_traditional_characters(written: str) -> None:
    assert decode(written.encode("gb18030")) == written
    assert decode(f"<p>{written}</p>".encode("gb18030"), "iso-8859-1") == f"<p>{written}</p>"


def test_characters_of_private_use_are_no_chinese() -> None:
    assert is_lost("籓芖瓣\ue60d\ue60e\ue70a" * 5)
    assert not is_lost("<i>\ue60d</i>公告栏目里的征地补偿安置公告，共十二件" * 5)


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(charset: str) -> None:
    assert decode("公告".encode(charset), "gb2312") == "公告"


def test_utf8_cut_or_broken_in_one_place_stays_utf8() -> None:
    whole = ("公告，" * 50 + "<br>").encode()
    assert decode(whole + "告".encode()[:2]).startswith("公告，公告，")
    assert decode(whole + b"\xff" + whole).count("公告") == 100


@pytest.mark.parametrize(
    ("content", "garbled", "lost"),
    [
        ("公告，".encode("utf-16-le") * 50, True, False),
        ("<p>公告</p>".encode("utf-16-be") * 50, True, False),
        (("公告".encode("gb18030") + b"\xff\x80\xff") * 50, True, False),
        ("<p>公告，".encode() * 50 + b"\xff\xfe", False, False),
        (b"plain ASCII" + b"\0\0", False, False),
        (b"", False, False),
        ("关于云岭市地块出让的公告".encode("ascii", "replace"), False, True),
        ("关于云岭市地块出让的公告".encode().decode("latin-1").encode(), False, True),
        ("关于云岭市地块出让的公告".encode("gbk").decode("latin-1").encode(), False, True),
        ("<script>a ?? b ?? c</script><p>公告????</p>公告公告".encode(), False, False),
        ("Café à Orléans, Électricité, thèse, forêt, élève".encode(), False, False),
    ],
)
def test_text_in_no_charset_is_told_from_text_with_a_broken_byte(content: bytes, garbled: bool, lost: bool) -> None:
    assert (is_garbled(decode(content), content), is_lost(decode(content))) == (garbled, lost)


@given(st.binary(), st.sampled_from(["", "big5", "utf-16", "rot13", "idna", "no-such", "gbk"]))
def test_no_bytes_break_it(content: bytes, declared: str) -> None:
    decode(content, declared)
    decode(codecs.BOM_UTF16_LE + content, declared)
    decode(b'<meta charset="' + declared.encode() + b'">' + content)


@given(st.text())
def test_charset_of_reads_any_header(header: str) -> None:
    charset_of(header)
    assert charset_of('text/html; charset="GB2312"') == "GB2312"


def test_a_spoilt_byte_makes_no_other_charset_of_a_page():
    page = "<li><a href='/1.html'>征地公告</a></li>" * 20
    spoilt = page[:300].encode() + b"\xe5" + page[300:].encode()
    for declared in ("", "utf-8", "UTF8"):
        assert decode(spoilt, declared).replace("�", "") == page
    gb = page.encode("gb18030")
    assert decode(gb, "utf-8") == page, "which says utf-8 and is not"
