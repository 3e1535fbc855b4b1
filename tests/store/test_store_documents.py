"""Documents: their words are found, for as long as everybody is given them."""

from typing import Any

import pytest

from federator.model.attachment import Attachment
from federator.model.document import Document, Reading
from federator.model.notice import Notice
from federator.model.revision import Selection
from federator.store.documents import write_document

HASH = "ab" * 32


def attached(withheld: str = "") -> Attachment:
    return Attachment("图", "https://a.example/t.pdf", "pdf", "t.pdf", 9, HASH, "application/pdf", withheld)


@pytest.fixture
def document(world: Any) -> None:
    with world.store._database.writing() as connection:
        read = Document(HASH, "application/pdf", 9, Reading.WHOLE, 1, "宗地四至界址点成果表 K7X2Q")
        write_document(connection, read, world.clock.now)


def found(world: Any, query: str) -> list[Notice]:
    while world.store.index_search():
        pass
    return [one.notice for one in world.store.page(Selection(words=query), None, 9)]


def test_words_of_an_attachment_are_found(world: Any, document: None) -> None:
    world.record(world.draft(1))
    assert found(world, "界址点") == []
    world.revise(world.only().id, world.notice(1, attachments=(attached(),)))
    assert len(found(world, "界址点")) == len(found(world, "k7x2q")) == 1


def test_words_of_what_is_withheld_are_not(world: Any, document: None) -> None:
    world.record(world.draft(1, attachments=(attached(),)))
    assert len(found(world, "界址点")) == 1
    world.revise(world.only().id, world.notice(1, attachments=(attached("personal"),)))
    assert found(world, "界址点") == []
    assert len(found(world, "正文1")) == 1
