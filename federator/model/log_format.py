"""How the log of a service is written."""

from enum import StrEnum


class LogFormat(StrEnum):
    """One event a line: ``key=value`` for people, or an object for programs."""

    LOGFMT = "logfmt"
    JSON = "json"
