"""Is this an answer, or a site that turned us away? Asked of what the site's own software should have sent."""

import re

from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError

_REFUSALS = {401, 403, 405, 412, 418, 429, 521}
_CHALLENGE = re.compile(
    rb"\$_ts\s*=\s*window\[['\"]\$_ts"  # 瑞数
    rb"|__jsluid_s|__jsl_clearance"  # 加速乐
    rb"|/cdn-cgi/challenge-platform|acw_sc__v2"
)
_LINK = re.compile(rb"<a\s", re.I)
_LOOKED_AT = 262_144


def expect_good(answer: Answer) -> Answer:
    """Hand back an answer that its site meant to give: 2xx or 304, and no script in place of the page.

    Raises VisitError REFUSED (403, 412, 429, 521 …, or a challenge under any status) or HTTP_STATUS, with the
    status and, where the site named one, its Retry-After.
    """
    if answer.not_modified:
        return answer
    if answer.status in _REFUSALS:
        raise VisitError(ErrorKind.REFUSED, f"status {answer.status}{_wait(answer)}", answer.status)
    if _is_challenge(answer.content[:_LOOKED_AT]):
        raise VisitError(ErrorKind.REFUSED, f"a script in place of the page, status {answer.status}", answer.status)
    if not 200 <= answer.status < 300:
        raise VisitError(ErrorKind.HTTP_STATUS, f"{answer.status}{_wait(answer)}", answer.status)
    return answer


def _is_challenge(content: bytes) -> bool:
    """These products leave their script in the pages that they let through as well; those have links."""
    return bool(_CHALLENGE.search(content)) and not _LINK.search(content)


def _wait(answer: Answer) -> str:
    seconds = answer.headers.get("retry-after")
    return f", Retry-After: {seconds[:40]}" if seconds else ""
