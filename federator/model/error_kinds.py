"""Why a visit fails: one kind a reason."""

from enum import StrEnum


class ErrorKind(StrEnum):
    """Why a visit failed. Stored with the visit, shown on the sources page, counted by the supervisor.

    ``TIMEOUT``: connected, and then no byte for too long; ``TOTAL_TIMEOUT``: bytes came, but the whole answer did not;
    ``VISIT_TIMEOUT``: answers came, but the list had more of them than the time of a visit.
    """

    BAD_ADDRESS = "bad-address"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    CONNECT_TIMEOUT = "connect-timeout"
    TIMEOUT = "timeout"
    TOTAL_TIMEOUT = "total-timeout"
    VISIT_TIMEOUT = "visit-timeout"
    CUT_SHORT = "cut-short"
    TOO_LARGE = "too-large"
    FORBIDDEN_ADDRESS = "forbidden-address"
    NOT_OF_THE_WEB = "not-of-the-web"
    ROBOTS = "robots"
    REDIRECT = "redirect"
    OTHER_HOST = "other-host"
    HTTP_STATUS = "http-status"
    TOLD_TO_WAIT = "told-to-wait"
    REFUSED = "refused"
    CAPTCHA = "captcha"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    WRONG_TYPE = "wrong-type"
    UNDECODABLE = "undecodable"
    UNREADABLE = "unreadable"
    ERROR_TEXT = "error-text"
    EMPTY_BUT_TOTAL = "empty-but-total"
    PAGE_REPEATED = "page-repeated"
    NO_ROWS = "no-rows"
    LAYOUT_CHANGED = "layout-changed"
    EMPTIED = "emptied"
    HOME_PAGE = "home-page"
    WRONG_PAGE = "wrong-page"
    UNIT_MISSING = "unit-missing"
    UNRECOGNISED = "unrecognised"
    RULE = "rule"
    INTERNAL = "internal"
