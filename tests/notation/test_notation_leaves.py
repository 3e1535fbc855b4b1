"""Several answers kept as one come apart again as they came."""

from hypothesis import given
from hypothesis import strategies as st

from federator.model.answer import Answer
from federator.notation.leaves import bound, leaves_of
from tests.answers import answer_at

URL = "http://a.test/gg/7{}.html"
PIECES = st.lists(st.sampled_from([b"--", b"\r\n", b"\r\n\r\n", b": ", b"</html>", b"\xce"]), max_size=8)


def leaf(number: int, content: bytes) -> Answer:
    url = URL.format(number)
    return answer_at(url, content, {"content-type": "text/html"})


@given(st.lists(PIECES.map(b"".join) | st.binary(max_size=40), min_size=2, max_size=4))
def test_they_come_apart_as_they_came(contents: list[bytes]) -> None:
    one = bound([leaf(number, content) for number, content in enumerate(contents)])
    apart = leaves_of(one)
    assert [(each.url, each.content, each.content_type) for each in apart] == [
        (URL.format(number), content, "text/html") for number, content in enumerate(contents)
    ]
    assert one.content_type == "multipart/related"
    assert one.url == one.request.url == URL.format(0)
    assert not one.validators
    assert bound(apart).digest == one.digest


def test_one_alone_stays_as_it_is() -> None:
    alone = leaf(1, b"<html></html>")
    assert bound([alone]) is alone
    assert leaves_of(alone) == [alone]


def test_what_a_site_calls_so_itself_is_no_such_answer() -> None:
    for said in ("multipart/related", 'multipart/related; boundary="x"', "multipart/related; boundary="):
        strange = answer_at(URL, b"<p>1", {"content-type": said})
        assert leaves_of(strange) == [strange]
