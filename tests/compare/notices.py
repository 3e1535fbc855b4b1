"""A notice to compare with others."""

from dataclasses import replace
from datetime import date
from typing import Any

from federator.model.local_time import LocalTime
from federator.model.notice import Notice


def notice(**changed: Any) -> Notice:
    usual = Notice(
        title="关于公布征地补偿标准的通知",
        url="http://a.example/1.html",
        published=LocalTime(date(2026, 11, 19)),
        publisher="青田县自然资源和规划局",
        organisation="331121-zrzy",
        division="331121",
        site="qingtian",
        source="qingtian/tzgg",
        category="C05",
        text="正文",
    )
    return replace(usual, **changed)
