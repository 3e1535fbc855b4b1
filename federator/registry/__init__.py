"""Which sites and sources there are: TOML files in, TOML files out. The database holds the truth between."""

from federator.registry.reading import Accepted, read_rule, read_site, strangers
from federator.registry.writing import write_site

__all__ = ["Accepted", "read_rule", "read_site", "strangers", "write_site"]
