"""Passwords and one-time codes."""

import hashlib
import secrets

from werkzeug.security import check_password_hash, generate_password_hash

_NOBODY = generate_password_hash("nobody signs in by this")


def hashed(password: str) -> str:
    """scrypt, with a salt of its own."""
    return generate_password_hash(password, "scrypt")


def is_right(password: str, known: str | None) -> bool:
    """Whether ``password`` is the one of that hash. Where nobody is known it takes as long, and is wrong."""
    return check_password_hash(known or _NOBODY, password) and known is not None


def new_code() -> str:
    """A one-time code or session token: 256 bits that fit into an address."""
    return secrets.token_urlsafe(32)


def hash_of(code: str) -> str:
    """What is stored of a code: it is random enough to need no salt."""
    return hashlib.sha256(code.encode("utf-8", "replace")).hexdigest()
