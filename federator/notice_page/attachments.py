"""附件: the files that a notice links, in its body or in a block beside it."""

import re
from dataclasses import replace

from federator.model.row import LinkedFile
from federator.notation.address_key import lasting_address
from federator.notation.folding import fold, title_key
from federator.notice_page.attachment_blocks import AttachmentBlocks
from federator.notice_page.body import Body
from federator.notice_page.document import Element, words_of
from federator.notice_page.file_links import href_of, is_attached, is_document, is_picture, leads_to_file, links_of
from federator.notice_page.named_files import linked_file, named_in_row, shown_file
from federator.notice_page.shown_files import links_told, shown_addresses

_SAYS_ATTACHED = re.compile(r"\W*(?:点击|下载|查看)?附\s*[件图表]")
_NAMELESS = re.compile(r"[PW]?[\da-f][\da-f_-]{11,}\.\w{2,5}", re.I | re.A)
"""``0123456789ABCDEF_1.pdf``: as a store of files calls it, and nobody else."""


def find_attachments(tree: Element, body: Body, text: str, base_url: str, title: str = "") -> tuple[LinkedFile, ...]:
    """The files of a notice in reading order, each once: links in the body, shown files (a notice that is one PDF),
    links of attachment blocks elsewhere on the page (``tree``, without the body). ``text`` is the page as it came:
    one software shows its PDF by script. The one file that nothing names is called by the ``title`` of the notice."""
    blocks = AttachmentBlocks(body.place)
    key = title_key(title)
    inside, outside = links_of(body.element, body.words), links_of(tree, words_of(tree))
    within = (link for link in inside if leads_to_file(link) or _is_listed_picture(link, blocks))
    beside = (link for link in outside if _is_listed_file(link, key, blocks) or _is_listed_picture(link, blocks))
    found = [
        *(linked_file(link, base_url) for link in within),
        *(shown_file(address, base_url, said) for address, said in shown_addresses(tree, body, text)),
        *(linked_file(link, base_url) for link in beside),
        *(linked_file(link, base_url) for link in links_told(text) if leads_to_file(link)),
    ]
    files: dict[str, LinkedFile] = {}
    for file in found:
        if file is None:
            continue
        known = files.setdefault(lasting_address(file.url), file)
        if known.name == known.file_name and file.name != file.file_name:  # first an icon or 下载, then the name
            files[lasting_address(file.url)] = file
    nameless = [key for key, file in files.items() if _NAMELESS.fullmatch(file.name)]
    if title and len(nameless) == 1:
        files[nameless[0]] = replace(files[nameless[0]], name=title)
    return tuple(files.values())


def _is_listed_file(link: Element, title: str, blocks: AttachmentBlocks) -> bool:
    """In an attachment block, or attached by its address, by what it says, or by its row."""
    if not leads_to_file(link):
        return False
    said = fold(words_of(link))
    speaks = _SAYS_ATTACHED.match(said) is not None or _is_called(said, title) or named_in_row(link) != ""
    return speaks or blocks.hold(link) or is_attached(href_of(link))


def _is_called(said: str, title: str) -> bool:
    """As the notice is, whose key ``title`` is."""
    return bool(title) and title_key(said.rpartition(".")[0] if is_document(said) else said) == title


def _is_listed_picture(link: Element, blocks: AttachmentBlocks) -> bool:
    """A picture, by its address or its name, counts as a file only in an attachment block, or where it says so."""
    said = words_of(link).strip()
    if not (is_picture(href_of(link)) or is_picture(said)):
        return False
    return blocks.hold(link) or _SAYS_ATTACHED.match(said) is not None
