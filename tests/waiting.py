"""What tests of threads and processes share: waiting for what these bring about, and a port that nobody has."""

import socket
import time
from collections.abc import Callable


def eventually(found: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it came true in time; a server that does not answer yet has not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found():
                return True
        except OSError:
            pass
        time.sleep(0.02)
    return False


def free_port() -> int:
    """A port on loopback that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
