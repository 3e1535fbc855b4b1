"""How an interface of JSON is asked for a page of its list, and which page an answer is."""

import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.site import JsonRule, Source
from federator.notation.address import absolute

_USUAL_SIZE = 20
_NUMBER = r"(\d{1,9})"


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions of one source; its texts hold ``{page}`` or ``{offset}`` and nothing else to be filled in."""

    url: str
    method: str
    json: str
    form: str
    referer: str | None
    first: int
    size: int

    @classmethod
    def of(cls, rule: JsonRule, source: Source) -> "Asking":
        """By the rule, its preset already filled in. RULE where its address leads nowhere."""
        size = rule.size or _USUAL_SIZE
        own = source.url.partition("?")[0] if "{query}" in rule.json else source.url
        url = _address(own, rule.address.replace("{size}", f"{size}"))
        if not url:
            raise VisitError(ErrorKind.RULE, f"address {rule.address!r} leads nowhere")
        body = rule.json.replace("{query}", _query(source.url)).replace("{size}", f"{size}")
        form = rule.form.replace("{size}", f"{size}")
        method = rule.method or ("POST" if body or form else "GET")
        referer = absolute(source.url, rule.referer) if rule.referer else source.home
        return cls(url, method, body, form, referer or None, 1 if rule.first is None else rule.first, size)

    def request(self, page: int, declared: int | None = None) -> Request:
        """The question for ``page``, counted as the interface counts."""
        url, body, form = (self._filled(text, page) for text in (self.url, self.json, self.form))
        pairs = tuple(parse_qsl(form, keep_blank_values=True))
        return Request(url, self.method, pairs, self.referer, declared, json=body)

    def page_of(self, request: Request) -> int:
        """The page that ``request`` asked for; the first one where it asked for none."""
        for template, asked in ((self.url, request.url), (self.json, request.json), (self.form, _written(request))):
            pattern = re.escape(template).replace(r"\{page\}", _NUMBER).replace(r"\{offset\}", _NUMBER)
            found = re.fullmatch(pattern, asked, re.A)
            if found and found.groups():
                number = int(found[1])
                return number if "{page}" in template else number // self.size + self.first
        return self.first

    @property
    def has_pages(self) -> bool:
        """Whether a page can be asked for at all."""
        return any(mark in text for mark in ("{page}", "{offset}") for text in (self.url, self.json, self.form))

    def _filled(self, text: str, page: int) -> str:
        return text.replace("{page}", f"{page}").replace("{offset}", f"{(page - self.first) * self.size}")


def _address(own: str, written: str) -> str:
    """``written`` as the page ``own`` means it; ``?a=1&b={page}`` sets those parameters and leaves the others."""
    if not written.startswith("?"):
        return absolute(own, written) if written else own
    bare, _, query = own.partition("#")[0].partition("?")
    pairs = [pair.partition("=") for text in (query, written[1:]) for pair in text.split("&") if pair]
    values = {name: f"{name}{mark}{value}" for name, mark, value in pairs}
    return f"{bare}?{'&'.join(values.values())}"


def _query(url: str) -> str:
    pairs = parse_qsl(urlsplit(url).query)
    return "".join(f",{json.dumps(name)}:{json.dumps(value, ensure_ascii=False)}" for name, value in pairs)


def _written(request: Request) -> str:
    return "&".join(f"{name}={value}" for name, value in request.form)
