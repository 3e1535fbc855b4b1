"""Packages of XML: docx and pptx (ECMA-376), ofd (GB/T 33190). Text alone is looked for, by local names.

What stands on no page (notes, comments, headers, struck-out text, properties, what is packed in it) is looked through
in every member, whatever the package calls it; a member of another form than is known here is one that nobody read.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from lxml import etree

from federator.documents.found import Found, UnreadableError, gathered, written_in

_MOST_OF_A_MEMBER = 50_000_000
"""Bytes that one member may become: what is packed tighter is no text of a bureau."""

_BROKEN = (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, zlib.error, lzma.LZMAError)
"""What a package or a member raises that is damaged, encrypted (RuntimeError) or packed in a way of its own."""

_DEEPEST = 2
"""How deep packages may lie in packages."""

_XML = {"xml", "rels", "vml", "svg"}
_WORDLESS = {"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "wdp", "odttf", "fntdata", "ttf", "otf"}
"""Pictures and fonts."""
_OPEN = {"dat", "esl", "cer"}
"""Seals and signatures: what they say stands openly in them."""
_SEEN = {"t", "TextCode"}
_RUNS = {"t", "delText", "instrText", "delInstrText", "r"}
_BLOCKS = {"p", "si", "is", "comment", "c", "tc"}
_READ = {"descr", "title", "alt", "Target", "tooltip", "author", "display", "name", "val", "string", "prompt"}

_SLIDE = re.compile(r"ppt/slides/slide(\d{1,5})\.xml")
_OFD_PAGE = re.compile(r"Doc_\d{1,3}/Pages/Page_(\d{1,5})/Content\.xml")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n"}


def read_docx(content: bytes) -> Found:
    """The body: a paragraph a line, cells apart by tabs."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return gathered([_written(package, "word/document.xml")], beside(package, {"word/document.xml"}))


def read_pptx(content: bytes) -> Found:
    """Slide after slide."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        slides = _numbered(package, _SLIDE)
        return gathered((_written(package, name) for name in slides), beside(package, slides))


def read_ofd(content: bytes) -> Found:
    """Page after page; each TextCode (GB/T 33190, 11.3) is a line."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        pages = _numbered(package, _OFD_PAGE)
        return gathered((_written(package, name) for name in pages), beside(package, pages))


def beside(package: zipfile.ZipFile, pages: Collection[str] = (), depth: int = 0) -> Iterator[str | None]:
    """The words of all members that stand on none of ``pages``; None for one that cannot be looked through."""
    for name in package.namelist():
        suffix = name.rpartition(".")[2].lower()
        if name.endswith("/") or suffix in _WORDLESS:
            continue
        try:
            with package.open(name) as packed:
                content = _unpacked(packed)
        except _BROKEN:
            yield None
            continue
        if content.startswith(b"PK"):
            yield from _packed_in(content, depth)
        elif suffix in _OPEN:
            yield from written_in(content)
        elif suffix in _XML:
            yield _all_words(content, name in pages)
        else:
            yield None


def _packed_in(content: bytes, depth: int) -> Iterator[str | None]:
    if depth >= _DEEPEST:
        yield None
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from beside(package, (), depth + 1)
    except _BROKEN:
        yield None


def _all_words(content: bytes, paged: bool) -> str | None:
    """Every text in it; of a page (``paged``) what is not on it. None where it is no XML."""
    told = _Told(paged)
    parser = etree.XMLParser(target=told, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.parse(io.BytesIO(content), parser)
    except etree.XMLSyntaxError:
        return None
    return "".join([*told.lines, *told.attributes])


class _Told:
    """What a parser hands over, str all of it: runs of one paragraph joined, and attributes and remarks."""

    def __init__(self, paged: bool) -> None:
        self.lines: list[str] = []
        self.attributes: list[str] = []
        self._paged = paged
        self._open: list[str] = []
        self._spoke = False

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self._open.append(_local(tag))
        self.attributes += ["\n" + str(value) for name, value in attrib.items() if _local(name) in _READ]

    def data(self, data: str | bytes) -> None:
        text = str(data)
        if (text.strip() or "\n" not in text) and not (self._paged and self._open[-1] in _SEEN):
            self.lines.append(text)
            self._spoke = True

    def end(self, tag: str | bytes) -> None:
        name = self._open.pop()
        if name in _BLOCKS or (self._spoke and name not in _RUNS):
            self.lines.append("\n")
        self._spoke = False

    def comment(self, text: str | bytes) -> None:
        self.attributes.append("\n" + str(text))

    def close(self) -> None:
        self._open.clear()


def _local(tag: str | bytes) -> str:
    return str(tag).rpartition("}")[2]


def _numbered(package: zipfile.ZipFile, members: re.Pattern[str]) -> list[str]:
    found = ((int(one[1]), name) for name in package.namelist() if (one := members.fullmatch(name)))
    return [name for _, name in sorted(found)]


def _written(package: zipfile.ZipFile, member: str) -> str:
    """Raises UnreadableError where it is missing, cannot be unpacked or is no XML."""
    try:
        with package.open(member) as packed:
            return "".join(_words(io.BytesIO(_unpacked(packed))))
    except (KeyError, etree.XMLSyntaxError, *_BROKEN) as error:
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
