"""Read and write sites and sources as TOML files. The truth is in the database; files are import and export."""

from federator.registry.approval import beyond_approval
from federator.registry.files import read_sites, toml_files
from federator.registry.reading import (
    Accepted,
    read_rule,
    read_rule_table,
    read_site,
    read_site_table,
    strangers,
)
from federator.registry.writing import site_table, write_site, written_rule

__all__ = [
    "Accepted",
    "beyond_approval",
    "read_rule",
    "read_rule_table",
    "read_site",
    "read_site_table",
    "read_sites",
    "site_table",
    "strangers",
    "toml_files",
    "write_site",
    "written_rule",
]
