"""Rows that link a document."""

import pytest

from federator.model.answer import Answer
from federator.notice_page import read_linked_file
from tests.answers import answer_at


def answer(content: bytes, content_type: str) -> Answer:
    url = "http://a.example/2026/%E5%85%AC%E5%91%8A.pdf"
    return answer_at(url, content, {"content-type": content_type})


@pytest.mark.parametrize("content_type", ["application/pdf", "application/octet-stream", "text/html", ""])
def test_a_pdf_is_a_notice_of_one_file_whatever_its_type_says(content_type: str) -> None:
    page = read_linked_file(answer(b"%PDF-1.4 ...", content_type), "土地出让公告")
    assert page is not None
    assert [(file.name, file.file_name) for file in page.attachments] == [("土地出让公告", "公告.pdf")]
    assert page.text == ""


@pytest.mark.parametrize("content_type", ["application/json;charset=UTF-8", "text/javascript"])
def test_what_an_interface_answers_is_no_document(content_type: str) -> None:
    assert read_linked_file(answer(b'{"success":false}', content_type), "t") is None


def test_a_page_is_no_document() -> None:
    assert read_linked_file(answer(b"<html><body>x</body></html>", "text/html; charset=utf-8"), "t") is None
