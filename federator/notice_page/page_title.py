"""What ``<title>`` says of a notice beside its site and its column; many name nothing else."""

import re

from federator.notation.folding import clean_title, is_column, is_site_name, title_key
from federator.notice_page.candidates import A_TITLE

_A_COLUMN, _LONGEST_PLACES = 6, 40
_JOINT = re.compile(r"\s*[-_|｜—–]+\s*")
_POWERED = re.compile(r"\W{0,5}powered by\b.*|\W{0,5}欢迎(?:您|访问|光临)?\W*$", re.I)
_DIGIT = re.compile(r"\d")
_HANGING = re.compile(r"\s*[-_|｜—–]+\s*|\s+")


def beside_site(page_title: str, site_name: str) -> str:
    """``石门县水利局_关于…的通知`` without the site before it, nor the welcome or the software behind it."""
    title = _POWERED.sub("", page_title)
    site, *others = _JOINT.split(title, maxsplit=1)
    named = is_site_name(site) or site == site_name
    return others[0] if named and others else _beside_column(title, site_name)


def _beside_column(title: str, site_name: str) -> str:
    """``石门县水利局 媒体传真 关于…的通知``, as Hanweb writes it, without site and column; ``水利厅 财政厅 关于…``, who
    issued it together, as it is."""
    site, column, *others = [*title.split(), "", ""]
    said = " ".join(others).strip()
    named = is_site_name(site) or site == site_name
    is_short = 0 < len(column) <= _A_COLUMN and not _DIGIT.search(column)
    is_one = is_column(column) or not is_site_name(column)
    return said if named and is_short and is_one and len(title_key(said)) >= A_TITLE else title


def names_site(title: str, site_name: str) -> bool:
    """It is the name of a site, or of a column that every site has."""
    named = clean_title(title, site_name)
    return bool(named) and (is_site_name(named) or named == site_name)


def names_place(page_title: str, said: str, site_name: str) -> bool:
    """Whether ``page_title``, that says ``said`` beside its site, names site, column or both and no notice."""
    if len(page_title) <= _LONGEST_PLACES and (is_column(said) or _names_column(page_title, site_name)):
        return True
    return not said or said == site_name or is_site_name(said)


def names_in(page_title: str) -> set[str]:
    """The keys of site and column as ``page_title`` names them, together and each."""
    return {title_key(name) for name in (page_title, *_HANGING.split(page_title))}


def _names_column(page_title: str, site_name: str) -> bool:
    """``石门县水利局-媒体传真``, or with a space for the dash: first the site, then nothing long enough for a title."""
    site, *others = _HANGING.split(page_title)
    short = bool(others) and all(len(title_key(other)) <= _A_COLUMN for other in others)
    return short and (is_site_name(site) or site == site_name)
