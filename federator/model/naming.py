"""What a client calls the codes and fields that this service gives."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from federator.model.client import ApiClient

_ELEMENTS = "fields."


@dataclass(frozen=True, slots=True)
class Naming:
    """对照表 of a client: its names by ours, for categories, fields of the record, and elements, the fields that only
    some categories have. What it does not name keeps our name. ``clients``: ids of API clients whose key brings it
    about."""

    clients: tuple[str, ...] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)

    def change(self, change: dict[str, Any]) -> dict[str, Any]:
        """An entry of the change log, its record under the client's names."""
        return change | {"notice": self.record(change["notice"])} if change["notice"] else change

    def record(self, record: dict[str, Any]) -> dict[str, Any]:
        """A record under the client's names."""
        if not (self.categories or self.fields or self.elements):
            return record
        said = record | {"category": self.categories.get(record["category"], record["category"])}
        if self.elements:
            said["fields"] = self._elements(record["fields"])
            said["records"] = [self._elements(one) for one in record["records"]]
        return {self.fields.get(name, name): value for name, value in said.items()}

    def name(self, ours: str) -> str:
        """The client's name of a field, or of an element (``fields.area``)."""
        if ours.startswith(_ELEMENTS):
            element = ours.removeprefix(_ELEMENTS)
            return f"{self.name('fields')}.{self.elements.get(element, element)}"
        return self.fields.get(ours, ours)

    def value(self, ours: str, value: Any) -> Any:
        """The client's word for a value of a field."""
        return self.categories.get(value, value) if ours == "category" else value

    def _elements(self, elements: Mapping[str, Any]) -> dict[str, Any]:
        return {self.elements.get(name, name): value for name, value in elements.items()}


OURS = Naming()
"""Everything under our own names."""


def naming_of(client: ApiClient | None, tables: Mapping[str, Naming]) -> Naming:
    """The client's own table, else the one of ``tables`` that names it, else ours."""
    if client and client.names:
        return Naming(**tomllib.loads(client.names))
    return next((one for one in tables.values() if client and client.id in one.clients), OURS)
