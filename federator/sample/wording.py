"""What all the products' pages share: templates, the HTML of a body, cut titles, names, dates in several hands."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from uuid import UUID

from federator.sample.notices import SampleNotice

_NUMERALS = "〇一二三四五六七八九"
_GAP = re.compile(r"\[\[(\w+)\]\]")


def filled(template: str, **values: object) -> str:
    """The file of that name in pages/ with each ``[[gap]]`` filled; values are already HTML."""
    return _GAP.sub(lambda gap: str(values[gap[1]]), _template(template))


@cache
def _template(name: str) -> str:
    return (files("federator.sample") / "pages" / name).read_text("utf-8")


def page_of(template: str, notice: SampleNotice, **values: object) -> str:
    """A notice's own page; ``values`` are what its site adds."""
    return filled(
        template,
        title=escape(notice.title),
        publisher=notice.publisher.name,
        index_no=notice.index_no,
        doc_no=notice.doc_no,
        pub_date=notice.pub_date,
        written=notice.written,
        body=body_html(notice),
        **values,
    )


def cut(title: str) -> str:
    """As lists cut it: ``关于印发《浙江省...``."""
    return title if len(title) <= 28 else title[:28] + "..."


def hexed(words: str) -> str:
    """32 hexadecimal digits that stand for ``words``, as products name files."""
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def in_uuid(words: str) -> str:
    """The same as a UUID is written."""
    return str(UUID(hexed(words)))


def in_numerals(day: date) -> str:
    """``二〇二六年七月二十八日``."""
    year = "".join(_NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_below_hundred(day.month)}月{_below_hundred(day.day)}日"


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return before + (_NUMERALS[ones] if ones else "")


def body_html(notice: SampleNotice) -> str:
    """Paragraphs, the table of particulars, publisher and day at the end."""
    paragraphs = "".join(f'<p style="text-indent: 2em;">{escape(text)}</p>\n' for text in notice.paragraphs)
    signed = "" if notice.dateless else f'<p style="text-align: right;">{in_numerals(notice.written)}</p>\n'
    return f'{paragraphs}{_table(notice.table)}<p style="text-align: right;">{notice.publisher.name}</p>\n{signed}'


def _table(rows: Sequence[tuple[str, str]]) -> str:
    if not rows:
        return ""
    cells = "".join(f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>\n" for label, value in rows)
    return f'<table border="1" cellspacing="0">\n{cells}</table>\n'


def metas(notice: SampleNotice, site_name: str, column: str) -> str:
    """The metas of 国办发〔2017〕47号, as an article page has them."""
    pairs = {
        "SiteName": site_name,
        "SiteIDCode": f"{notice.publisher.division}0001",
        "ColumnName": column,
        "ColumnType": column,
        "ArticleTitle": notice.title,
        "PubDate": notice.pub_date,
        "ContentSource": notice.publisher.name,
        "Keywords": "",
        "Author": "",
    }
    return "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in pairs.items())
