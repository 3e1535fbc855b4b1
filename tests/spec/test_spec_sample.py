"""Every category has a notice of the sample province that comes out whole: nothing its category asks for is missing."""

from datetime import UTC, date, datetime

from federator.model.row import NoticePage, RawNotice
from federator.model.site import Source
from federator.notation.markup import plain_text, sanitise
from federator.sample.notices import SampleNotice, notices
from federator.sample.wording import body_html
from federator.spec.check import check
from federator.spec.normalise import normalise

START = date(2026, 8, 1)


def raw(told: SampleNotice) -> RawNotice:
    html = sanitise(body_html(told), "http://sample.example/1.html")
    fields = {"索引号": told.index_no, "文号": told.doc_no, "来源": told.publisher.name, "有效性": "有效"}
    page = NoticePage(
        "http://sample.example/1.html", told.title, {"pubdate": told.pub_date},
        {label: value for label, value in fields.items() if value}, html, plain_text(html), (), "#zoom",
    )  # fmt: skip
    return RawNotice(page.url, None, page)


def test_every_category_comes_out_whole(profile, directory):
    whole, short = set(), {}
    for told in notices(START, 2):
        if told.publisher.division not in directory.divisions:
            continue
        source = Source("sample", "gg", "公告", "http://sample.example/", told.publisher.id, told.publisher.division)
        one = raw(told)
        notice = normalise(one, source, profile, directory)
        breaches = check(notice, one, profile, directory, datetime(2026, 9, 1, tzinfo=UTC))
        missing = [breach.field for breach in breaches if breach.clause in ("extra-missing", "subtype-missing")]
        if missing:
            short[told.title] = missing
        else:
            whole.add(notice.category)
    assert whole == set(profile.categories)
    assert short == {}
