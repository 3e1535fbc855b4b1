"""Is the service well? Database, lease, disk, and settings that nobody should run with. Looks, and mends nothing."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

from federator.model.errors import Fault
from federator.model.finding import Examined, Grade
from federator.model.words import Words, counted
from federator.notation.workdays import known_until
from federator.settings import Settings
from federator.store import Store, is_damage
from federator.store.gauges import Gauges
from federator.store.setting_back import SLACK

LEAST_FREE = 2_000_000_000
"""Bytes free on the disk, below which a service should not run; a backup needs those of the database beside."""

LARGEST_WAL = 1_000_000_000
OVERDUE = timedelta(hours=1)
CALENDAR_ENDS = timedelta(days=45)
_NOBODY = ("localhost", ".example", "example.org", "example.com")

_TAKE_BACKUP = Words(
    "停止服务，用 federator restore 恢复最近的备份",
    "stop the service and restore the last backup with federator restore",
)
_COPY_FILES = Words(
    "把备份中 attachments 目录的内容复制到数据库旁的附件目录",
    "copy the contents of a backup's folder attachments to the folder of attachments beside the database",
)
_START = Words(
    "启动 federator serve 或 federator harvest --forever", "start federator serve, or federator harvest --forever"
)


def examine(store: Store, settings: Settings, now: datetime) -> list[Examined]:
    """All that is found, the gravest first; of a damaged file, what can still be read."""
    found = list(_file(store))
    try:
        gauges = store.gauges(now)
        found += [*_rows(store), *_clock(store, now), *_harvester(store, gauges), *_disk(gauges)]
    except sqlite3.Error as error:
        if not (found and is_damage(error)):
            raise  # else it was told already
    found += _settings(settings, now)
    return sorted(found, key=lambda one: list(Grade).index(one.grade))


def unusable(fault: Fault) -> Examined:
    """What there is to say where the database is missing, or cannot be opened."""
    what = Words(f"{fault.place}：{fault.what.zh}", f"{fault.place}: {fault.what.en}")
    return Examined("database-unusable", Grade.FAULT, what, fault.remedy)


def _file(store: Store) -> Iterator[Examined]:
    """Its pages and its references."""
    for fault in store.check():
        yield Examined("database-damaged", Grade.FAULT, fault.what, _TAKE_BACKUP)


def _rows(store: Store) -> Iterator[Examined]:
    """Rows that have lost what they belong to, or the file that they name."""
    for one in store.orphans():
        grade = Grade.FAULT if one.severe else Grade.WARNING
        remedy = _TAKE_BACKUP if one.severe else _ORPHANS[one.id]
        what = Words(f"{one.what.zh}：{one.count}", f"{one.what.en}: {one.count}")
        yield Examined(one.id, grade, what, remedy)
    if lost := store.attachments.lost():
        what = Words(f"附件副本的文件不在了：{lost}", f"attachments whose files are gone: {lost}")
        yield Examined("attachments-missing", Grade.WARNING, what, _COPY_FILES)


_ORPHANS = {
    "evidence-missing": Words(
        "从备份恢复，或等下次改动时重新取证",
        "restore a backup, or wait for the next change of the notice, which brings a new capture",
    ),
    "notices-unwatched": Words(
        "重新登记该采集源，或在管理台撤下这些信息", "register the source again, or take the notices down at the desk"
    ),
}


def _harvester(store: Store, gauges: Gauges) -> Iterator[Examined]:
    """Whether somebody harvests, and keeps up."""
    holder = store.lease_holder("harvest")
    late = sum(one.lag > OVERDUE.total_seconds() for one in gauges.sources)
    if holder and gauges.lease:
        what = Words(
            f"正在采集：{holder}，租约剩余 {gauges.lease:.0f} 秒",
            f"{holder} harvests; {gauges.lease:.0f} s of lease left",
        )
        yield Examined("lease-held", Grade.NOTE, what, Words("无须处理", "nothing to do"))
    elif holder:
        what = Words(
            f"采集进程 {holder} 没有交还租约就停了", f"the harvester {holder} ended without returning its lease"
        )
        remedy = Words("下一个采集进程会自动接管", "the next harvester takes over by itself")
        yield Examined("lease-left", Grade.NOTE, what, remedy)
    overdue = counted(late, "source is an hour overdue", "sources are an hour overdue")
    if late and not gauges.lease:
        what = Words(f"没有采集进程，{late} 个采集源已超期一小时", f"nobody harvests; {overdue}")
        yield Examined("nobody-harvests", Grade.FAULT, what, _START)
    elif late:
        what = Words(f"{late} 个采集源已超期一小时", overdue)
        remedy = Words("调大 workers，或放宽 [rhythm] 的间隔", "raise workers, or lengthen the intervals in [rhythm]")
        yield Examined("harvest-late", Grade.WARNING, what, remedy)
    failing = sum(one.failures >= 2 for one in gauges.sources)
    if failing:
        what = Words(f"{failing} 个采集源连续失败", counted(failing, "source fails", "sources fail"))
        yield Examined("sources-failing", Grade.WARNING, what, Words("见管理台的健康页", "see Health at the desk"))


def _clock(store: Store, now: datetime) -> Iterator[Examined]:
    """Whether versions bear times that are yet to come: the clock ran ahead when they were written. Later versions bear
    such times too, for the times of versions never run against their numbers."""
    _, last = store.stamp()
    if last and last > now + SLACK:
        what = Words(
            f"最新版本的时间在将来（{last:%Y-%m-%d %H:%M} UTC）：时钟曾经走快，此前的新版本都会记作这个时间",
            f"the last version is of a time to come ({last:%Y-%m-%d %H:%M} UTC): a clock ran ahead, and until then"
            " new versions bear that time too",
        )
        remedy = Words(
            "校准时钟（NTP）；版本的次序与内容无误。如须改正时间，恢复时钟出错之前的备份，其后的信息会重新采集",
            "set the clock (NTP); order and content of versions are right. Where times must be, restore a backup from"
            " before: what came since is harvested again",
        )
        yield Examined("clock-ran-ahead", Grade.WARNING, what, remedy)


def _disk(gauges: Gauges) -> Iterator[Examined]:
    needed = LEAST_FREE + gauges.database
    if gauges.free < needed:
        grade = Grade.FAULT if gauges.free < LEAST_FREE else Grade.WARNING
        what = Words(f"磁盘仅剩 {gauges.free:,} 字节", f"{gauges.free:,} bytes are free on the disk")
        remedy = Words(
            f"至少应有 {needed:,} 字节（含一份备份）", f"at least {needed:,} are needed (including a backup)"
        )
        yield Examined("disk-full", grade, what, remedy)
    if gauges.wal > LARGEST_WAL:
        what = Words(f"数据库日志已达 {gauges.wal:,} 字节", f"the write-ahead log has {gauges.wal:,} bytes")
        remedy = Words(
            "有程序长时间读取未结束；重启服务", "a program has been reading for too long: restart the services"
        )
        yield Examined("log-large", Grade.WARNING, what, remedy)


def _settings(settings: Settings, now: datetime) -> Iterator[Examined]:
    if any(name in settings.manners.user_agent for name in _NOBODY):
        what = Words(
            f"User-Agent 没有真实的联系方式：{settings.manners.user_agent}",
            f"the User-Agent has no real contact: {settings.manners.user_agent}",
        )
        remedy = Words("在 fetch.user_agent 中写明联系邮箱", "give a mail address in fetch.user_agent")
        yield Examined("contact-missing", Grade.WARNING, what, remedy)
    if ".example" in settings.tag_authority:
        what = Words("tag_authority 还是示例值", "tag_authority is still the example")
        remedy = Words(
            "在第一个订阅者到来之前设定，此后不要再改",
            "set it before the first reader comes, and never change it afterwards",
        )
        yield Examined("tag-authority", Grade.WARNING, what, remedy)
    if settings.public_url and not settings.proxy:
        what = Words(
            "设置了 public_url，却没有 proxy：所有访问者都显示为代理的地址，一人多次输错密码，所有人都无法登录",
            "public_url is set, but no proxy: all have its address, and one who often fails to sign in locks all out",
        )
        remedy = Words("写明 proxy，并让代理发送 X-Forwarded-For", "set proxy, and have it send X-Forwarded-For")
        yield Examined("proxy-unknown", Grade.WARNING, what, remedy)
    if not settings.manners.obey_robots:
        what = Words("不遵守 robots.txt", "robots.txt is not obeyed")
        remedy = Words(
            "确认各网站同意，或改回 fetch.obey_robots = true",
            "make sure that the sites agree, or set fetch.obey_robots = true",
        )
        yield Examined("robots-ignored", Grade.NOTE, what, remedy)
    until = known_until()
    if now.date() > until - CALENDAR_ENDS and not any(day > until for day in settings.rhythm.days_off):
        what = Words(f"法定节假日只知道到 {until}", f"public holidays are known only until {until}")
        remedy = Words(
            "升级 chinesecalendar，或在 [rhythm] 的 days_off、days_on 中写明",
            "upgrade chinesecalendar, or write them into days_off and days_on of [rhythm]",
        )
        yield Examined("holidays-unknown", Grade.NOTE, what, remedy)
