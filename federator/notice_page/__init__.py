"""Read a notice's own page: metas, number table, visible title, body and attachments, in the page's own words. Pure."""

from federator.notice_page.guided import guided
from federator.notice_page.labels import PUBLISHED
from federator.notice_page.leaf import joined, next_leaf, same_notice
from federator.notice_page.linked import read_linked_file
from federator.notice_page.page import read_in_steps, read_notice_page
from federator.notice_page.whether import expect_notice

__all__ = [
    "PUBLISHED",
    "expect_notice",
    "guided",
    "joined",
    "next_leaf",
    "read_in_steps",
    "read_linked_file",
    "read_notice_page",
    "same_notice",
]
