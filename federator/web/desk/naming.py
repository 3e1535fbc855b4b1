"""What the desk calls its conditions: a word, and the letter that stands for it on a tile."""

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from federator.web.desk.conditions import Condition

_CALLED: dict[Condition, tuple[LazyString, LazyString]] = {
    Condition.FAILING: (_("采集失败"), _("障")),
    Condition.WAITING: (_("待处理"), _("待")),
    Condition.STALE: (_("长期未更新"), _("旧")),
    Condition.DISPUTED: (_("有异议"), _("议")),
    Condition.UNSTEADY: (_("上次失败"), _("波")),
    Condition.NEW: (_("尚未采集"), _("新")),
    Condition.GOOD: (_("正常"), _("好")),
    Condition.OFF: (_("未在采集"), _("停")),
}


def name_conditions(app: Flask) -> None:
    """Give ``app`` the filters ``condition`` and ``lettered``."""
    app.jinja_env.filters.update(condition=lambda one: _CALLED[one][0], lettered=lambda one: _CALLED[one][1])
