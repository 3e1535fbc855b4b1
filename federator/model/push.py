"""Who is sent the change log as it grows: receivers of portal clients, and what became of each delivery."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Receiver:
    """推送接收端 of an API client. ``cursor``: the ``seq`` up to which everything was delivered.

    ``generation`` counts its secrets. ``tries`` of what could not be delivered, ``due`` the next one; ``error`` why.
    ``testing``: a test was asked for and has not gone. Instants are UTC.
    """

    number: int
    client: str
    name: str
    address: str
    cursor: int
    made: datetime
    generation: int = 1
    paused: bool = False
    tries: int = 0
    due: datetime | None = None
    error: str = ""
    testing: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt, as the log keeps it. ``id`` is that of the message, the same at every attempt; ``changes`` of the
    log are in it, none in a test. ``error`` is empty where it was taken; ``status`` 0: there was no answer."""

    id: str
    at: datetime
    changes: int
    status: int
    seconds: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class HubState:
    """Up to which ``seq`` the WebSub hub was told that feeds changed; None: it never was. The rest as a receiver's."""

    cursor: int | None = None
    tries: int = 0
    due: datetime | None = None
    error: str = ""
