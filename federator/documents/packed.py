"""Packages of XML: docx and pptx (ECMA-376), ofd (GB/T 33190). Text alone is looked for, by local names."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from lxml import etree

from federator.documents.found import Found, UnreadableError, gathered

_MOST_OF_A_MEMBER = 50_000_000
"""Bytes that one member may become: what is packed tighter is no text of a bureau."""

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,5})\.xml")
_OFD_PAGE = re.compile(r"Doc_\d{1,3}/Pages/Page_(\d{1,5})/Content\.xml")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}


def read_docx(content: bytes) -> Found:
    """Body, footnotes and comments apart: a paragraph a line, cells apart by tabs."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return gathered([_written(package, "word/document.xml")])


def read_pptx(content: bytes) -> Found:
    """Slide after slide."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return gathered(_written(package, name) for name in _numbered(package, _SLIDE))


def read_ofd(content: bytes) -> Found:
    """Page after page; each TextCode (GB/T 33190, 11.3) is a line."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return gathered(_written(package, name) for name in _numbered(package, _OFD_PAGE))


def _numbered(package: zipfile.ZipFile, members: re.Pattern[str]) -> list[str]:
    found = ((int(one[1]), name) for name in package.namelist() if (one := members.fullmatch(name)))
    return [name for _, name in sorted(found)]


def _written(package: zipfile.ZipFile, member: str) -> str:
    """Raises UnreadableError where it is missing or no XML."""
    try:
        with package.open(member) as packed:
            return "".join(_words(io.BytesIO(_unpacked(packed))))
    except (KeyError, etree.XMLSyntaxError, RuntimeError) as error:  # RuntimeError: a password for a member
        raise UnreadableError(member) from error


def _unpacked(packed: IO[bytes]) -> bytes:
    """Whatever size the directory names. Raises MemoryError for a bomb."""
    content = packed.read(_MOST_OF_A_MEMBER + 1)
    if len(content) > _MOST_OF_A_MEMBER:
        raise MemoryError
    return content


def _words(xml: io.BytesIO) -> Iterator[str]:
    """A cell's paragraphs stand in one line; text alone is kept of what was passed."""
    cells = 0
    walk = etree.iterparse(
        xml, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    for event, element in walk:
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if event == "start":
            cells += name == "tc"
        elif name in ("t", "TextCode"):
            yield (element.text or "") + ("\n" if name == "TextCode" else "")
        elif name in _BREAKS:
            yield " " if cells else _BREAKS[name]
        elif name == "p":
            yield " " if cells else "\n"
        elif name == "tc":
            cells -= 1
            yield "\t"
        elif name == "tr":
            yield "\n"
        if event == "end":
            element.clear()
