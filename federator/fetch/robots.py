"""robots.txt as RFC 9309 has it: one per scheme and host, kept for a day."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError

_DAY = 86_400.0
_LONGEST_DELAY = 30.0
_TOO_OFTEN = 429
_READ = 512_000  # section 2.5 asks for 500 KiB at least


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us. ``protego`` None: everything is allowed. ``read`` is time.monotonic()."""

    protego: Protego | None = None
    delay: float = 0.0
    read: float = field(default_factory=time.monotonic)

    @property
    def fresh(self) -> bool:
        """Section 2.4: not to be used for longer than a day."""
        return time.monotonic() - self.read < _DAY

    def expect_allowed(self, url: str, user_agent: str) -> None:
        """Raise VisitError ROBOTS where ``url`` is disallowed for ``user_agent``."""
        if self.protego and not self.protego.can_fetch(url, user_agent):
            raise VisitError(ErrorKind.ROBOTS, f"robots.txt disallows {url}")


def read_rules(url: str, user_agent: str, ask: Callable[[str], Answer]) -> Rules:
    """The rules of the host of ``url``; ``ask`` fetches an address and follows its redirects.

    A 4xx answer allows everything (section 2.3.1.3). A 5xx answer or a failing network disallows everything
    (2.3.1.4): VisitError ROBOTS for the one; for the other its own error, which says more to whoever mends it. So does
    429: that the file is asked for too often says nothing of what stands in it.
    """
    parts = urlsplit(url)
    try:
        answer = ask(f"{parts.scheme}://{parts.netloc}/robots.txt")
    except VisitError as error:
        if error.kind in (ErrorKind.TOO_LARGE, ErrorKind.REDIRECT):
            return Rules()  # a page in place of the file, or too many redirects (2.3.1.2): unavailable, so allowed
        raise
    if answer.status >= 500 or answer.status == _TOO_OFTEN:
        detail = f"robots.txt answered {answer.status}, which counts as a refusal (RFC 9309, 2.3.1.4)"
        raise VisitError(ErrorKind.ROBOTS, detail, answer.status, answer.retry_after)
    return _parsed(answer.content, user_agent) if answer.status == 200 else Rules()


def _parsed(content: bytes, user_agent: str) -> Rules:
    text = content[:_READ].decode("utf-8-sig", "replace")
    if "allow" not in text.lower() and "crawl-delay" not in text.lower():
        return Rules()
    protego = Protego.parse(text)
    return Rules(protego, min(protego.crawl_delay(user_agent) or 0.0, _LONGEST_DELAY))
