"""Whatever a site answers, induction ends with an answer; and the same page always gets the same one."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from federator.induce import PageKind, Sample, induce_list, learn_paths

PAGES = [path.read_text("utf-8") for path in sorted((Path(__file__).parents[1] / "data" / "induce").glob("*.html"))]
CRUMBS = [
    *(
        "<",
        ">",
        '"',
        "\0",
        "\x1f",
        "<td\x1f>",
        "&#11;",
        "\ufffe",
        "</div>",
        "<li>",
        "<td>",
        "<a",
        "<!--",
        "<script>",
        "<svg><a>",
        "<dl><dt>",
        "\ud800",
    ),
    *("<a href='http://['>", "<base href='::'>", "2026-02-30", "<a class='1 -x é' id='9'>甲", " onclick=\"go('/x')\""),
]
URLS = st.sampled_from(["http://a.test/gg/index.html", "http://a.test", "http://[", "", "不是地址"])


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    page = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(page)))
        end = start + draw(st.integers(0, 300))
        page = page[:start] + draw(st.sampled_from(CRUMBS)) + page[end:]
    return page


@settings(max_examples=150)
@given(spoilt() | st.text(max_size=200), URLS)
def test_any_page_is_something(page: str, url: str) -> None:
    found = induce_list(page, url)
    assert (found.kind is PageKind.LIST) == (found.rule is not None)
    assert found == induce_list(page, url)


@settings(max_examples=40)
@given(st.lists(spoilt(), min_size=3, max_size=5))
def test_any_pages_teach_something_or_nothing(pages: list[str]) -> None:
    paths = learn_paths([Sample(page, "http://a.test/1.html", "征收土地预公告", None) for page in pages])
    assert paths.date == ""
