"""Keys of API clients: ``fed_PREFIX_SECRET``. A client is looked up by the prefix; the secret is 256 random bits.

What is stored is the SHA-256 of the whole key, without salt and without stretching. Those slow down whoever guesses
passwords that people chose; nobody guesses 256 random bits, and a program shows its key with every question: scrypt
would cost each of them a tenth of a second, and whoever floods us with wrong keys could stop the service by it.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

_KEY = re.compile(r"fed_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it was made: ``text`` is shown once, the rest is stored."""

    text: str
    prefix: str
    hash: str


def new_key() -> Key:
    """A key that nobody has."""
    prefix = secrets.token_hex(6)
    text = f"fed_{prefix}_{secrets.token_urlsafe(32)}"
    return Key(text, prefix, _hash(text))


def prefix_of(text: str) -> str | None:
    """What the client of this key is looked up by; None where it is no key."""
    found = _KEY.fullmatch(text)
    return found[1] if found else None


def opens(text: str, known: str) -> bool:
    """Whether ``text`` is the key of that hash; takes as long whether it is or not."""
    return hmac.compare_digest(_hash(text), known)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
