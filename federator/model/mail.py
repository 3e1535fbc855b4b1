"""How mail is sent."""

import re
from dataclasses import dataclass
from enum import StrEnum

MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}")
"""An address of one mailbox and nothing else: no name, no list, no line break."""


class Security(StrEnum):
    """``starttls``: the connection begins plain and is encrypted before anything is said (port 587); ``tls``: it is
    encrypted from its beginning (465); ``none``: only for a relay on the same machine."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes our mail; without ``server`` none is sent. ``password`` comes from the environment."""

    server: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    sender: str = ""
    password: str = ""
