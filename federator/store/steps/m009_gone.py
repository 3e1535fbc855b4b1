"""Since which revision the public sees nothing of a notice that it saw before, and an index of those."""

from federator.store.indexes import GONE, PLACES
from federator.store.steps.statements import statements

_COLUMNS = ", ".join(("gone_seq", "category", *PLACES))

take = statements(
    "ALTER TABLE notices ADD COLUMN gone_seq INTEGER",
    """UPDATE notices SET gone_seq = (
               SELECT min(g.seq) FROM revisions AS g WHERE g.notice_id = notices.id AND g.shown = 0
               AND g.state <> 'published' AND g.seq > (
                   SELECT max(s.seq) FROM revisions AS s WHERE s.notice_id = notices.id AND s.shown = 1))
           WHERE shown_seq IS NULL""",
    f"CREATE INDEX {GONE} ON notices ({_COLUMNS}) WHERE gone_seq IS NOT NULL",
)
