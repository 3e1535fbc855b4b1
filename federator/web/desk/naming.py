"""What the desk calls its conditions: a word, and the letter that stands for it on a tile."""

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from federator.web.desk.conditions import Condition

CONDITIONS: dict[Condition, LazyString] = {
    Condition.FAILING: _("采集失败"),
    Condition.WAITING: _("待处理"),
    Condition.STALE: _("长期未更新"),
    Condition.DISPUTED: _("有异议"),
    Condition.UNSTEADY: _("上次失败"),
    Condition.NEW: _("尚未采集"),
    Condition.GOOD: _("正常"),
    Condition.OFF: _("未在采集"),
}
LETTERS: dict[Condition, LazyString] = {
    Condition.FAILING: _("障"),
    Condition.WAITING: _("待"),
    Condition.STALE: _("旧"),
    Condition.DISPUTED: _("议"),
    Condition.UNSTEADY: _("波"),
    Condition.NEW: _("新"),
    Condition.GOOD: _("好"),
    Condition.OFF: _("停"),
}


def name_conditions(app: Flask) -> None:
    """Give ``app`` the filters ``condition`` and ``lettered``."""
    app.jinja_env.filters.update(condition=CONDITIONS.__getitem__, lettered=LETTERS.__getitem__)
