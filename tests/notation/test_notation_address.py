"""What links mean, and when two addresses are one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from federator.notation.address import _resolved, absolute, all_absolute
from federator.notation.address_key import address_key, lasting_address
from federator.notation.address_parts import discreet, domain_of, host_of

BASE = "https://a.gov.cn/tz/202608/t1.html"


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("./P1.pdf", "https://a.gov.cn/tz/202608/P1.pdf"),
        ("//b.gov.cn/art/1.html", "https://b.gov.cn/art/1.html"),
        ("../../up\\附 件.pdf", "https://a.gov.cn/up/附%20件.pdf"),
        (" /a\r\n.html#top ", "https://a.gov.cn/a.html"),
        ("?id=2", "https://a.gov.cn/tz/202608/t1.html?id=2"),
        ("javascript:;", ""),
        ("#", ""),
        ("", ""),
        ("mailto:a@b.cn", ""),
        ("ftp://a.gov.cn/x", ""),
        ("http://[", ""),
        ("http://a:99999/", ""),
        ("http://a b/", ""),
    ],
)
def test_a_link_means_an_address_or_nothing(href: str, meant: str) -> None:
    assert absolute(BASE, href) == meant


@pytest.mark.parametrize(
    "url",
    [
        "http://a.gov.cn/art/1.html",
        "HTTPS://A.gov.cn:443/art/1.html?uid=9&pageNum=2#top",
        "https://a.gov.cn/art/1.html;jsessionid=AB12?utm_source=x",
        "https://a.gov.cn/art/1.html?",
        "https://a.gov.cn/art/1.html?&_=1764140000000&rnd=0.5",
        "https://a.gov.cn/art/1.html?from=singlemessage&isappinstalled=0",
        "https://a.gov.cn/(S(lit3py55t21z5v55vlm25s55))/art/1.html",
    ],
)
def test_one_page_has_one_key(url: str) -> None:
    assert address_key(url) == "a.gov.cn/art/1.html"


def test_escapes_and_raw_characters_are_one() -> None:
    assert address_key("http://a.cn/附.pdf?n=附 件") == address_key("http://a.cn/%e9%99%84.pdf?n=%E9%99%84%20%E4%BB%B6")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.cn/d.jsp?f=%B9%AB", "http://a.cn/d.jsp?f=%B8%E6"),
        ("http://a.cn/show.aspx?uid=1", "http://a.cn/show.aspx?uid=2"),
        ("http://a.cn:8080/", "http://a.cn/"),
        ("http://a.cn/show.html?t=1", "http://a.cn/show.html?t=2"),
        ("http://a.cn/list.jsp?from=1&id=2", "http://a.cn/list.jsp?from=2&id=2"),
        ("http://a.cn/page.html?id=1", "http://a.cn/page.html?id=2"),
        ("http://a.cn/A.html", "http://a.cn/a.html"),
    ],
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_a_signed_download_keeps_what_lasts() -> None:
    signed = "http://a.cn/document/download?fileUrl=x%2By&fileName=%E5%90%8D.wps&Expires=1"
    assert lasting_address(signed) == "a.cn/document/download?fileName=%E5%90%8D.wps"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://a.gov.cn:8080/x?y#z", "a.gov.cn:8080"),
        ("https://a.gov.cn", "a.gov.cn"),
        ("http://user@A.cn:8080/x", "a.cn:8080"),
        ("http://a.cn@b.cn/", "b.cn"),
        ("http://a.cn\\@b.cn/", "b.cn"),
        ("http://a.cn:99999/", ""),
        ("http://a.cn:x/", ""),
        ("http://[", ""),
        ("http://a.c\nn/", "a.cn"),
        ("//a.cn/", "a.cn"),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


@given(st.text(), st.text())
def test_no_string_breaks_them(one: str, other: str) -> None:
    for url in (one, "http://" + one, absolute(one, other), absolute(BASE, other)):
        address_key(url)
        lasting_address(url)
        host_of(url)


@given(st.text())
@example("0\xa0#")
def test_keys_of_an_absolute_address_are_stable(href: str) -> None:
    meant = absolute(BASE, href)
    assert address_key(meant) == address_key(absolute(BASE, meant))


_HREFS = st.from_regex(
    r"(?:(?:https?:)?//a[.]gov[.]cn(?::(?:80|8000|45678|0|99999))?)?/[a-z./~?#=&%;:-]{0,12}", fullmatch=True
)


@given(_HREFS)
def test_the_short_way_to_a_key_ends_where_the_long_one_does(href: str) -> None:
    url = absolute(BASE, href)
    assert address_key(url) == address_key(f"{url}#top")  # no fragment goes the short way
    assert lasting_address(url) == lasting_address(f"{url}#top")


_BASES = st.sampled_from(["http://a.test/l/", "http://a.test", "https://u@a.test:81/x?y=/z", "nonsense", ""])
_BESIDE = st.from_regex(r"(?:[.]{1,2}/){0,2}[a-z]{1,4}[a-z./~-]{0,8}(?:[?#][a-z=&/]{0,4})?", fullmatch=True)


@given(_HREFS | _BESIDE, _BASES)
def test_the_short_way_leads_where_the_long_one_does(href: str, base: str) -> None:
    assert absolute(base, href) == _resolved(base, href)


_ODD = st.sampled_from(["", "a.html\nb.html", "/a\n/b", "http://a.test/b\nhttp://a.test/c", "https://a.test/b"])


@given(st.lists(_BESIDE | _HREFS | _ODD, max_size=4), _BASES)
def test_all_together_lead_where_each_does(hrefs: list[str], base: str) -> None:
    assert all_absolute(base, hrefs) == [absolute(base, href) for href in hrefs]


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("zrzy.shimen.gov.cn:8080", "shimen.gov.cn"),
        ("ddh.shimen.edu.cn", "shimen.edu.cn"),
        ("shimen.com.cn", "shimen.com.cn"),
        ("tz.shimen.zj.cn", "shimen.zj.cn"),
        ("www.shimen.cn", "shimen.cn"),
        ("a.b.shimen.org", "shimen.org"),
        ("gov.cn", "gov.cn"),
        ("localhost", "localhost"),
        ("10.20.0.1:80", "10.20.0.1"),
        ("[::1]:80", "::1"),
        ("[", ""),
    ],
)
def test_a_domain_is_what_an_organisation_registered(host: str, domain: str) -> None:
    assert domain_of(f"http://{host}/gg/") == domain


def test_addresses_in_a_text_are_told_without_what_lets_one_write_there() -> None:
    said = "http-status: HTTPS://Robot.example/send?key=k1 → http://robot.example/b#k2 (status 500)"
    assert discreet(said) == "http-status: HTTPS://Robot.example/send → http://robot.example/b (status 500)"
