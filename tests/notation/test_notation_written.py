"""What scripts write in one piece stands in their place; what they have not written is seen."""

import pytest

from federator.notation.written import as_written, is_pattern

DAY, SINGLE, DOUBLE = "'2026-09-28'", "'征地公告'", '"征地公告"'
WRITES = "<script>var s = {}; if (s.length > 9) s = s.substr(0, 9); document.write(s)</script>"


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        (f"<i>{WRITES.format(DAY)}</i>", "<i>2026-09-28</i>"),
        (f"<a href=1>{WRITES.format(DOUBLE)}</a>", "<a href=1>征地公告</a>"),
        (f"<a href=1><b>{WRITES.format(SINGLE)}</b></a>", "<a href=1><b>征地公告</b></a>"),
        ("<SCRIPT>document.write('2026-09-28')</SCRIPT>!", "2026-09-28!"),
        ('<i><script type="text/javascript">show("2026-09-28 10:20:00");</script></i>', "<i>2026-09-28 10:20:00</i>"),
        ("<i><script> fmt('2026/9/28', 'yyyy-MM-dd') </script></i>", "<i>2026/9/28</i>"),
        (
            "<li><script>var href = './1.html';\n//var title = '征地…';\nvar title = '征地公告';\n"
            "document.write('<a href=\"' + href + '\">' + title + '</a>')</script></li>",
            '<li><a href="./1.html">征地公告</a></li>',
        ),
        (
            '<p><script>var u="/gg/1.html", t="征地&补偿", d="2026-09-28"; document.write("<a>" + t + d)</script>',
            '<p><a href="/gg/1.html">征地&amp;补偿</a> 2026-09-28',
        ),
        (
            "<ul><script>document.write('<li><a href=\"/1.html\">征地公告</a>');\n"
            'document.writeln("<i title=\\"日期\\">2026-09-28<\\/i></li>");</script></ul>',
            '<ul><li><a href="/1.html">征地公告</a><i title="日期">2026-09-28</i></li></ul>',
        ),
    ],
)
def test_one_date_or_the_title_of_a_link_is_seen(page: str, seen: str) -> None:
    assert as_written(page) == seen


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{WRITES.format(DOUBLE)}</p>",
        f"<a href=1>更多</a>{WRITES.format(DOUBLE)}",
        "<a href=1><script>document.write('征地公告' + '第一号')</script></a>",
        "<a href=1><script>var s = '征地公告'; show(s)</script></a>",
        "<script>document.write('2026-09-28' + '2026-09-27')</script>",
        "<script>show('2026-09-28'); more();</script>",
        "<script>show('2026')</script>",
        "<script>var u='/1.html', v='/2.html', t='征地公告'; document.write('<a>' + t)</script>",
        "<script>var t='征地公告'; document.write(\"<a href='/s?w=\"+t+\"'>征地公告</a>\")</script>",
        "<script>var u='/1.html', t='征地公告', s='征地公示'; document.write('<a>' + t)</script>",
    ],
)
def test_nothing_else_is(page: str) -> None:
    assert as_written(page) == page


def test_texts_that_never_end_cost_no_more_than_others() -> None:
    page = "<a><script>document.write(" + '"征地' * 100_000 + ")</script>"
    assert as_written(page) == page


def test_a_pattern_is_no_title() -> None:
    assert [is_pattern(words) for words in ("{{ item.title }}", "#{row.t}", "关于{{甲}}的公告", "{}")] == [
        True,
        True,
        False,
        False,
    ]
