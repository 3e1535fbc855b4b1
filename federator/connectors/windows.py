"""Windows of records, ``?startrecord=46&endrecord=90``: what jpage's dataproxy and TrueCMS are asked for."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

from federator.model.answer import Request


def window_of(url: str) -> tuple[int, int] | None:
    """First and last record that ``url`` asks for; None where it names no window."""
    query = parse_qs(urlsplit(url).query)
    start, end = (query.get(name, [""])[0] for name in ("startrecord", "endrecord"))
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() and len(start + end) < 18 else None


def next_window(request: Request, start: int, end: int, declared: int | None) -> Request:
    """``request`` for the records ``start`` to ``end``."""
    parts = urlsplit(request.url)
    query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    query |= {"startrecord": str(start), "endrecord": str(end)}
    return replace(request, url=parts._replace(query=urlencode(query)).geturl(), declared=declared, instead=None)
