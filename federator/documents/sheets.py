"""Workbooks: xlsx (ECMA-376) and xls (MS-XLS). A row a line, cells apart by tabs; what is computed as it was saved."""

import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator

from federator.documents.found import EncryptedError, Found, UnreadableError, gathered
from federator.documents.packed import beside

_MOST_ROWS, _MOST_COLUMNS = 200_000, 500


def read_xlsx(content: bytes) -> Found:
    """Sheet after sheet, in a stream."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = (_sheet(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)) for sheet in book.worksheets)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return gathered(sheets, beside(package))


def read_xls(content: bytes) -> Found:
    """Raises EncryptedError and UnreadableError."""
    import xlrd

    from federator.documents.old_word import beside_streams

    try:
        book = xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        raise (EncryptedError if "encrypted" in str(error) else UnreadableError) from error

    def values(cells: Iterable[xlrd.sheet.Cell]) -> Iterator[object]:
        for cell in cells:
            is_date = cell.ctype == xlrd.XL_CELL_DATE
            yield xlrd.xldate_as_datetime(cell.value, book.datemode) if is_date else cell.value

    sheets = (_sheet(values(row[:_MOST_COLUMNS]) for row in sheet.get_rows()) for sheet in book.sheets())
    return gathered(sheets, beside_streams(content))


def _sheet(rows: Iterable[Iterable[object]]) -> str:
    """Raises MemoryError where there are more rows than are read."""
    lines = []
    for number, row in enumerate(rows):
        if number >= _MOST_ROWS:
            raise MemoryError
        if line := "\t".join(map(_cell, row)).rstrip("\t"):
            lines.append(line)
    return "\n".join(lines)


def _cell(value: object) -> str:
    """As people read it: whole numbers without a fraction, days without midnight."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() else value)
    return " ".join(str(value).split())
