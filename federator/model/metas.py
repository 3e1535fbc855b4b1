"""网页标签: the ten metas that every notice page of a government site must have (国办发〔2017〕47号, annex 3)."""

from collections.abc import Mapping

REQUIRED_METAS = (
    "SiteName",
    "SiteDomain",
    "SiteIDCode",
    "ColumnName",
    "ColumnDescription",
    "ColumnKeywords",
    "ColumnType",
    "ArticleTitle",
    "PubDate",
    "ContentSource",
)


def metas_present(metas: Mapping[str, str]) -> frozenset[str]:
    """Which of the ten say something; names of ``metas`` are in lower case."""
    return frozenset(name for name in REQUIRED_METAS if metas.get(name.lower(), "").strip())
