"""Configuration file and environment → one frozen :class:`Settings`.

``config/federator.toml`` may leave everything out. The environment beats the file: FEDERATOR_DATABASE,
FEDERATOR_HOST, FEDERATOR_PORT. Every fault is reported at once, with file, key and remedy.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from federator.model.errors import ConfigError, Fault
from federator.model.manners import Manners
from federator.model.words import Words


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. Paths are absolute; seconds, bytes and shares (0–1) as named.

    ``tag_authority``: domain and year of the ``tag:`` URIs (RFC 4151); never change it once feeds are read.
    ``withdrawal_share``: above it, notices missing from a source at once wait for a person.
    """

    config: Path
    database: Path
    profile: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    title: str = "浙江省国土资源信息联合发布"
    tag_authority: str = "federator.example,2026"
    workers: int = 8
    tick: float = 30.0
    list_pages: int = 5
    pages_per_visit: int = 200
    recheck_budget: int = 100
    withdrawal_share: float = 0.2
    manners: Manners = Manners()


_TYPES: dict[str, type | tuple[type, ...]] = {
    "database": str,
    "profile": str,
    "host": str,
    "port": int,
    "public_url": str,
    "title": str,
    "tag_authority": str,
    "workers": int,
    "tick": (int, float),
    "list_pages": int,
    "pages_per_visit": int,
    "recheck_budget": int,
    "withdrawal_share": (int, float),
}
_POSITIVE = {"port", "workers", "tick", "list_pages", "pages_per_visit", "recheck_budget"}
