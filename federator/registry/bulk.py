"""Many sites at once: TOML, CSV and OPML as the tables of registry files, and back. One row, or outline, a source.

What is read here is not judged: faults are found by :mod:`federator.registry.reading`, the same for a file and a form.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import tomli_w
from lxml import etree

from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.site import Site
from federator.model.table import read_toml
from federator.model.words import Words
from federator.registry.bulk_csv import read_csv, write_csv
from federator.registry.bulk_opml import read_opml, write_opml
from federator.registry.bulk_row import Entry
from federator.registry.writing import site_table

__all__ = ["MOST", "Entry", "read_list", "write_csv", "write_opml", "write_toml"]

MOST = 20_000
"""Sources of one list that are read."""


def read_list(name: str, text: str) -> list[Entry]:
    """The lines of a list, by the ending of its ``name``. Raises ConfigError where it cannot be read at all."""
    ending = name.rpartition(".")[2].lower()
    if ending not in _READERS:
        remedy = Words("使用 .toml、.csv 或 .opml 文件", "use a file that ends in .toml, .csv or .opml")
        raise ConfigError((Fault(name, Words("不认识的文件类型", "a file of no known kind"), remedy),))
    try:
        entries = list(islice(_READERS[ending](name, text), MOST + 1))
    except (ValueError, csv.Error, etree.XMLSyntaxError) as error:
        what = Words(f"无法读取：{in_chinese(str(error))}", f"cannot be read: {error}")
        raise ConfigError((Fault(name, what, Words("按提示修正文件", "mend what is named")),)) from error
    if len(entries) > MOST:
        what = Words(f"超过 {MOST} 行", f"more than {MOST} lines")
        raise ConfigError((Fault(name, what, Words("分成几个文件", "make several files of it")),))
    return entries


def write_toml(sites: Iterable[Site]) -> str:
    """One file of all sites: ``[[sites]]``, each as in a registry file of its own."""
    return tomli_w.dumps({"sites": [site_table(site) for site in sites]})


def _read_toml(name: str, text: str) -> Iterator[Entry]:
    table = read_toml(text)
    several = table["sites"] if isinstance(table.get("sites"), list) else [table]
    for number, site in enumerate(several, 1):
        if not isinstance(site, dict):
            continue
        place = f"{name}: {site.get('id', number)}"
        own = {key: value for key, value in site.items() if key != "sources"}
        sources = [one for one in site.get("sources") or () if isinstance(one, dict)]
        yield from (Entry(f"{place}/{one.get('id', '?')}", own, one) for one in sources)
        if not sources:
            yield Entry(place, own)


_READERS: Mapping[str, Callable[[str, str], Iterator[Entry]]] = {
    "toml": _read_toml,
    "csv": read_csv,
    "opml": read_opml,
    "xml": read_opml,
}
