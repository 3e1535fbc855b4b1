"""PDF (ISO 32000)."""

import io

from pypdf import PdfReader
from pypdf.errors import DependencyError, PdfReadError

from federator.documents.found import EncryptedError, Found, UnreadableError, gathered


def read_pdf(content: bytes) -> Found:
    """The text of its pages; none where they are pictures. A file that everybody may open is no encrypted one.

    Raises EncryptedError and UnreadableError.
    """
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedError
        return gathered(page.extract_text() for page in reader.pages)
    except DependencyError as error:  # AES wants a library that is not asked for
        raise EncryptedError from error
    except PdfReadError as error:
        raise UnreadableError from error
