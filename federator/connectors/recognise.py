"""Which kind of software answered: named by fingerprints, with the evidence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from federator.connectors.fingerprints import MARKS, Mark
from federator.connectors.json_presets import preset_at
from federator.connectors.page import text_of
from federator.model.answer import Answer
from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Recognition:
    """``connector`` as in the catalogue; ``confidence`` in percent."""

    connector: str
    evidence: tuple[Words, ...]
    confidence: int

    @property
    def sure(self) -> bool:
        """Whether to harvest by it."""
        return self.confidence >= _ENOUGH


PRODUCTS: Mapping[str, Words] = {
    "feed": Words("RSS 或 Atom 订阅源", "RSS or Atom feed"),
    "jpaas": Words("大汉 JPAAS", "Hanweb JPAAS"),
    "jpage": Words("大汉 JCMS（jpage）", "Hanweb JCMS (jpage)"),
    "xxgk": Words("大汉信息公开目录", "Hanweb's catalogue (xxgk)"),
    "truecms": Words("TrueCMS", "TrueCMS"),
    "trs": Words("拓尔思 TRS WCM", "TRS WCM"),
    "vsb": Words("博达 VSB", "VSB"),
    "epoint": Words("国泰新点 Epoint", "Epoint"),
    "powereasy": Words("动易 PowerEasy", "PowerEasy"),
    "json-list": Words("JSON 接口", "an interface of JSON"),
}
"""What is recognised, by connector."""


_FEED = re.compile(r"\ufeff?\s*(?=<)(?:(?!<html)[\s\S]){0,2000}?<(?:\w+:)?(rss|feed|rdf)[\s>]", re.I)
_CALLS = (
    ("jpaas", re.compile(r"/page/build/unit\?")),
    ("jpage", re.compile(r"/dataproxy\.jsp\?")),
    ("epoint", re.compile(r"/rest/lightfrontaction/")),
    ("xxgk", re.compile(r"/(?:module/xxgk|zfxxgk)/\w+\.jsp(?:\?|$)")),
    ("truecms", re.compile(r"/messageController/getMessage\.do\?")),
)
"""What the address of an interface is known by."""
_ENOUGH = 50
"""Percent below which nobody should harvest by it."""


def recognise(answer: Answer) -> Recognition | None:
    """The software behind ``answer``, None where no fingerprint is sure enough. VisitError as :func:`text_of`."""
    return next((one for one in candidates(answer) if one.sure), None)


def candidates(answer: Answer) -> tuple[Recognition, ...]:
    """All software that ``answer`` has marks of, the likeliest first. VisitError as :func:`text_of`."""
    text = text_of(answer)
    if preset := preset_at(answer.request.url):
        return (Recognition("json-list", (Words(f"{preset} 接口地址", f"the address of the interface {preset}"),), 95),)
    if called := _by_request(answer.request.url):
        return (called,)
    if feed := _FEED.match(text):
        return (Recognition("feed", (Words(f"<{feed[1]}> 订阅源", f"a feed <{feed[1]}>"),), 100),)
    marks: dict[str, list[Mark]] = {}
    for mark in MARKS:
        if mark.is_in(text, answer.url):
            marks.setdefault(mark.connector, []).append(mark)
    return tuple(sorted((_weighed(name, seen) for name, seen in marks.items()), key=lambda one: -one.confidence))


def looked_for() -> Mapping[str, tuple[Words, ...]]:
    """The marks that each connector is known by."""
    seen = {name: tuple(mark.seen for mark in MARKS if mark.connector == name) for name in PRODUCTS}
    return seen | {"feed": (Words("<rss>、<feed>、<rdf>", "<rss>, <feed>, <rdf>"),)}


def _weighed(connector: str, marks: Sequence[Mark]) -> Recognition:
    weight = sum(mark.weight for mark in marks)
    return Recognition(connector, tuple(mark.seen for mark in marks), min(99, weight))


def _by_request(url: str) -> Recognition | None:
    """An interface answers pieces of HTML that may look like anything; its address tells whose it is."""
    for connector, call in _CALLS:
        if call.search(url):
            return Recognition(connector, (Words("接口地址", "the interface's address"),), 90)
    return None
