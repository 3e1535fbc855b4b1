"""The only room that speaks SQL. It owns every transaction: each use case is one method of :class:`Store`."""

from federator.store.damage import in_trouble, is_damage
from federator.store.evidence import Evidence
from federator.store.files import Files
from federator.store.ids import new_id
from federator.store.recording import Brought
from federator.store.store import Store

__all__ = ["Brought", "Evidence", "Files", "Store", "in_trouble", "is_damage", "new_id"]
