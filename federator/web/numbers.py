"""Numbers in addresses: those that the database can hold. What is longer names nothing, and is not found."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """A whole number below 10¹⁸: SQLite holds no integer of 2⁶³, Python reads none of 4,301 digits."""

    regex = r"\d{1,18}"


def bound(app: Flask) -> None:
    """Make every ``<int:…>`` of ``app``'s addresses one; before its routes are known."""
    app.url_map.converters["int"] = Number
