"""PDF (ISO 32000)."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PdfReadError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject, TextStringObject

from federator.documents.found import EncryptedError, Found, UnreadableError, gathered, written_in

_SHOWS = re.compile(rb"[)\]>]\s*(?:Tj|TJ|'|\")(?![A-Za-z])")
_FILES = ("/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent", "/Collection")
"""Names under which a file lies in the file, or a form in a language of its own."""
_PAGES = ("/Parent", "/P", "/Pages", "/Kids", "/StructTreeRoot", "/Dest", "/D", "/Popup", "/IRT", "/Prev", "/Last")
_DEEPEST, _MOST_OBJECTS, _MOST_FORMS = 40, 100_000, 300


def read_pdf(content: bytes) -> Found:
    """The text of its pages; none where they are pictures. A file that everybody may open is no encrypted one.

    Raises EncryptedError and UnreadableError.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedError
        return gathered(map(_text, reader.pages), _beside(reader))
    except DependencyError as error:  # AES wants a library that is not asked for
        raise EncryptedError from error
    except PdfReadError as error:
        raise UnreadableError from error


def _text(page: PageObject) -> str | None:
    """None where it shows text, and none can be had."""
    text = page.extract_text()
    contents = page.get_contents()
    if text.strip() or contents is None:
        return text
    streams = (one.get_data() for one in [contents, *_forms(page.get("/Resources"), set())])
    return None if any(map(_SHOWS.search, streams)) else text


def _forms(resources: Any, seen: set[int]) -> Iterator[StreamObject]:
    """Forms that a page may draw, and those in them (8.10), each once."""
    for form in _values(resources, "/XObject"):
        if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form" and id(form) not in seen:
            seen.add(id(form))
            yield form
            if len(seen) < _MOST_FORMS:
                yield from _forms(form.get("/Resources"), seen)


def _nameless_font(resources: Any) -> bool:
    """Codes are glyphs of an embedded font, and no table says which characters they are (9.10.2)."""
    for font in _values(resources, "/Font"):
        coded = font.get("/Subtype") == "/Type0" and str(font.get("/Encoding", "")).startswith("/Identity")
        if (coded or font.get("/Subtype") == "/Type3") and "/ToUnicode" not in font:
            return True
    return False


def _values(resources: Any, kind: str) -> Iterator[Any]:
    resources = _resolved(resources)
    named = _resolved(resources.get(kind)) if isinstance(resources, DictionaryObject) else None
    for one in named.values() if isinstance(named, DictionaryObject) else ():
        if isinstance(found := _resolved(one), DictionaryObject):
            yield found


def _beside(reader: PdfReader) -> Iterator[str | None]:
    """Notes, values of forms, bookmarks, properties; None where another file lies in it, or a font names no
    characters."""
    info = _resolved(reader.trailer.get("/Info"))
    root = reader.trailer["/Root"]
    seen: set[int] = set()
    for start in (info, root, *(page.get("/Annots") for page in reader.pages)):
        yield from _strings(start, seen, 0)
    for page in reader.pages:
        fonts = [page.get("/Resources"), *(form.get("/Resources") for form in _forms(page.get("/Resources"), set()))]
        if any(map(_nameless_font, fonts)):
            yield None


def _strings(value: Any, seen: set[int], depth: int) -> Iterator[str | None]:
    """What is written in an object and below it, each once; pages and what leads back to them are passed over."""
    value = _resolved(value)
    if isinstance(value, TextStringObject):
        yield str(value)
    if not isinstance(value, DictionaryObject | ArrayObject) or id(value) in seen:
        return
    seen.add(id(value))
    if depth > _DEEPEST or len(seen) > _MOST_OBJECTS:
        yield None
        return
    if isinstance(value, ArrayObject):
        for one in value:
            yield from _strings(one, seen, depth + 1)
        return
    if isinstance(value, StreamObject):
        yield from written_in(value.get_data())
    for name, one in value.items():
        if name in _FILES:
            yield None
        elif name not in _PAGES or (name == "/Kids" and value.get("/Type") != "/Pages"):
            yield from _strings(one, seen, depth + 1)


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value
