"""Sites that mean harm, over real HTTP: each ends as one failed visit of its own kind, and no notice changes."""

import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from typing import Any

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federator.connectors.catalogue import CONNECTORS
from federator.fetch import Client
from federator.harvest import Means
from federator.model.errors import ErrorKind
from federator.model.manners import Manners
from federator.model.site import Life, Rule, Site, Source
from federator.model.visit import Outcome, Visit
from federator.service.sweep import sweep
from federator.settings import load_settings

ROOT = Path(__file__).parent.parent.parent
MEGABYTE = 1_000_000
LOOPBACK = Manners(pause=0, connect=2, read=2, total=1.5, allow_networks=(ip_network("127.0.0.0/8"),))

Say = Callable[[BaseHTTPRequestHandler], None]


class Rude(ThreadingHTTPServer):
    """A server on loopback that says whatever it is told to say, and counts how often it was asked."""

    daemon_threads = True

    def __init__(self, say: Say) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.say = say
        self.asked: list[str] = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever is asked to swallow too much hangs up; so be it."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Rude

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            say(b"", status=404)(self)
        else:
            self.server.asked.append(self.path)
            self.server.say(self)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


def say(content: bytes, *headers: tuple[str, str], status: int = 200) -> Say:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in headers or (("Content-Type", "text/html"),):
            to.send_header(name, value)
        to.end_headers()
        to.wfile.write(content)

    return answer


def by_path(**pages: Say) -> Say:
    """``a=`` answers ``/a``; ``home=`` the rest."""
    return lambda to: pages.get(to.path.strip("/").partition("?")[0], pages["home"])(to)


def rows(*titles: str) -> str:
    return "".join(f'<li><a href="/{n}">{title}</a><span>2026-11-1{n}</span></li>' for n, title in enumerate(titles))


def listing(*titles: str) -> bytes:
    return f'<html><head><title>公告</title></head><body><ul class="list">{rows(*titles)}</ul></body></html>'.encode()


def page(title: str) -> bytes:
    metas = f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2026-11-15 09:30">'
    return f'<html><head>{metas}</head><body><div id="zoom"><p>{title}的正文。</p></div></body></html>'.encode()


@cache
def bomb() -> bytes:
    """200 MB of spaces in 200 kB."""
    squeeze = zlib.compressobj(1, wbits=31)
    return b"".join([*(squeeze.compress(b" " * MEGABYTE) for _ in range(200)), squeeze.flush()])


def huge(to: BaseHTTPRequestHandler) -> None:
    """50 MB, of a size that it does not tell."""
    say(listing("公告"))(to)
    for _ in range(50):
        to.wfile.write(b"<!--" + b"x" * MEGABYTE + b"-->")


def endless(to: BaseHTTPRequestHandler) -> None:
    """A row, and then another byte now and then, for ever."""
    say(listing("公告"))(to)
    while True:
        to.wfile.write(b" ")
        to.wfile.flush()
        time.sleep(0.1)


def to_itself(to: BaseHTTPRequestHandler) -> None:
    say(b"", ("Location", f"{to.path}?again"), status=302)(to)


HOSTILE: dict[str, tuple[Say, ErrorKind]] = {
    "huge": (huge, ErrorKind.TOO_LARGE),
    "huge-declared": (say(b"<html>", ("Content-Length", str(50 * MEGABYTE))), ErrorKind.TOO_LARGE),
    "bomb": (lambda to: say(bomb(), ("Content-Encoding", "gzip"))(to), ErrorKind.TOO_LARGE),
    "half-a-bomb": (lambda to: say(bomb()[:4000], ("Content-Encoding", "gzip"))(to), ErrorKind.CUT_SHORT),
    "endless": (endless, ErrorKind.TOTAL_TIMEOUT),
    "inward": (say(b"", ("Location", "http://10.0.0.1/admin"), status=302), ErrorKind.FORBIDDEN_ADDRESS),
    "metadata": (say(b"", ("Location", "http://169.254.169.254/"), status=307), ErrorKind.FORBIDDEN_ADDRESS),
    "file": (say(b"", ("Location", "file:///etc/passwd"), status=302), ErrorKind.REDIRECT),
    "in-circles": (to_itself, ErrorKind.REDIRECT),
    "liar": (say(listing("公告").decode().encode("utf-16-le"), ("Content-Type", "text/html; charset=gb2312")),
             ErrorKind.UNDECODABLE),
    "picture": (say(b"\x89PNG\r\n\x1a\n" + bytes(500)), ErrorKind.WRONG_TYPE),
    "nothing": (say(b" \r\n "), ErrorKind.UNREADABLE),
    "not-gzip": (say(listing("公告"), ("Content-Encoding", "gzip")), ErrorKind.CUT_SHORT),
    "not-http": (lambda to: to.wfile.write(b"\x00\xff" * 500), ErrorKind.UNREADABLE),
}  # fmt: skip


class Hosts:
    """A world whose sites are servers on loopback, one a name, all registered; ``visit`` visits them all."""

    def __init__(self, world: Any, client: Client, stack: ExitStack) -> None:
        self._world = world
        self._stack = stack
        self.means: Means = replace(world.means, ask=client.ask)
        self.servers: dict[str, Rude] = {}

    def add(self, id_: str, says: Say, *, pages: bool = False, **more: Any) -> Source:
        server = self.servers[id_] = Rude(says)
        self._stack.callback(server.close)
        where = {"url": server.url(), "home": server.url(), "pages": pages}
        source = replace(self._world.source, site=id_, **(where | more))
        self._world.means.store.save_site(
            Site(id_, id_, source.organisation, source.division, source.home, Life.ACTIVE, (source,))
        )
        return source

    def visit(self) -> dict[str, Visit]:
        sources = [source for source in self.means.store.sources() if source.site in self.servers]
        return {
            done.source.partition("/")[0]: done for done in sweep(sources, self.means, lambda: self._world.now).visits
        }

    def titles(self) -> list[str]:
        titles: list[str] = self._world.titles()
        return titles


@pytest.fixture
def hosts(world: Any) -> Iterator[Hosts]:
    with ExitStack() as stack:
        client = stack.enter_context(Client(LOOPBACK))
        yield Hosts(world, client, stack)


def test_each_ends_its_own_visit_and_the_others_go_on(hosts: Hosts, world: Any) -> None:
    for name in HOSTILE:
        hosts.add(name, say(listing(f"{name}站公告")))
    hosts.add("good", say(listing("良站公告")))
    first = hosts.visit()
    assert {done.outcome for done in first.values()} == {Outcome.CHANGED}
    before = world.last_seq(), hosts.titles()
    assert len(before[1]) == len(HOSTILE) + 1

    for name, (says, _) in HOSTILE.items():
        hosts.servers[name].say = says
    hosts.servers["good"].say = say(listing("良站公告", "良站又一公告"))
    second = hosts.visit()
    assert {name: done.error for name, done in second.items() if done.error} == {
        name: kind for name, (_, kind) in HOSTILE.items()
    }
    assert all(done.detail for done in second.values() if done.error)
    assert second["good"].created == 1
    assert hosts.titles() == sorted([*before[1], "良站又一公告"])

    seq = world.last_seq()
    for name in HOSTILE:
        hosts.servers[name].say = say(listing(f"{name}站公告"))
    third = hosts.visit()
    assert {done.outcome for done in third.values()} == {Outcome.UNCHANGED}, "all is well again"
    assert world.last_seq() == seq


def test_a_lie_about_the_charset_that_can_be_seen_through_is(hosts: Hosts) -> None:
    text = listing("朱镕路地块公告").decode()
    lies = {
        "really-utf-8": (text.encode(), "gb2312"),
        "really-gb18030": (text.encode("gb18030"), "utf-8"),
        "larger-than-declared": (text.encode("gb18030"), "gb2312"),
        "unheard-of": (text.encode(), "x-klingon"),
    }
    for name, (content, charset) in lies.items():
        hosts.add(name, say(content, ("Content-Type", f"text/html; charset={charset}")))
    assert {done.error for done in hosts.visit().values()} == {None}
    assert set(hosts.titles()) == {"朱镕路地块公告"}


def test_a_hostile_notice_page_spoils_its_own_row_only(hosts: Hosts) -> None:
    """In a list of notices, some pages are as bad as can be; all others are read in the same visit."""
    waits, is_a_document = {"half-a-bomb", "not-gzip"}, "picture"
    bad = {name: says for name, (says, _) in HOSTILE.items() if name not in ("endless", is_a_document)}
    links = [*bad, "good"]
    lines = "".join(f'<li><a href="/{name}">{name}公告</a><span>2026-11-15</span></li>' for name in links)
    home = say(f'<html><ul class="list">{lines}</ul></html>'.encode())
    hosts.add("a", by_path(home=home, good=say(page("良页公告")), **bad), pages=True)
    done = hosts.visit()["a"]
    assert hosts.titles() == ["良页公告"]
    assert (done.created, done.set_aside, done.unread) == (1, len(bad) - len(waits), len(waits))


def test_links_into_an_intranet_do_not_keep_the_rest_of_a_list_unread(hosts: Hosts) -> None:
    """Bureaus link their own office network; such rows are set aside, however many stand at the top."""
    inward = "".join(f'<li><a href="http://10.0.0.{n}/1.html">内网公告{n}</a></li>' for n in range(1, 6))
    lines = f'{inward}<li><a href="/good">良页公告</a><span>2026-11-15</span></li>'
    home = say(f'<html><ul class="list">{lines}</ul></html>'.encode())
    hosts.add("a", by_path(home=home, good=say(page("良页公告"))), pages=True)
    done = hosts.visit()["a"]
    assert (done.created, done.set_aside, done.unread) == (1, 5, 0)


def test_another_host_that_is_down_does_not_keep_the_rest_of_a_list_unread(hosts: Hosts) -> None:
    gone = Rude(say(b""))
    dead = "".join(f'<li><a href="{gone.url(f"/{n}")}">转载{n}</a><span>2026-11-15</span></li>' for n in range(5))
    lines = f'{dead}<li><a href="/good">良页公告</a><span>2026-11-15</span></li>'
    hosts.add(
        "a",
        by_path(home=say(f'<html><ul class="list">{lines}</ul></html>'.encode()), good=say(page("良页公告"))),
        pages=True,
    )
    gone.close()  # now: no other server can have got its port
    done = hosts.visit()["a"]
    assert (done.outcome, done.error, done.created, done.unread) == (Outcome.PARTIAL, ErrorKind.CONNECT, 1, 5)
    assert done.asked == 1 + 3 + 1, "the list, three tries of the dead host, the good page"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f.1:{port}/",
        "http://0.0.0.0:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
    ],
)
def test_private_addresses_are_refused_unless_configured(world: Any, hosts: Hosts, url: str) -> None:
    usual = load_settings(ROOT / "config", {}).manners
    hosts.add("a", say(listing("公告")), url=url)
    port = hosts.servers["a"].server_address[1]
    hosts.add("a", say(listing("公告")), url=url.format(port=port))
    with Client(replace(usual, pause=0)) as client:
        hosts.means = replace(hosts.means, ask=client.ask)
        done = hosts.visit()["a"]
    assert done.error is ErrorKind.FORBIDDEN_ADDRESS
    assert hosts.servers["a"].asked == []
    assert world.last_seq() == 0


# ── markup that reaches out ──

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
XML: dict[str, str] = {
    "file": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "host": '<!DOCTYPE rss [<!ENTITY x SYSTEM "{inner}">]>',
    "type": '<!DOCTYPE rss SYSTEM "{inner}">',
    "parameter": '<!DOCTYPE rss [<!ENTITY % p SYSTEM "{inner}"> %p;]>',
    "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "lol">{LAUGHS}<!ENTITY x "&l11;">]>',
    "blow-up": f'<!DOCTYPE rss [<!ENTITY x "{"a" * 100_000}">]>',
    "style": '<?xml-stylesheet type="text/xsl" href="{inner}"?>',
}
ITEM = """<rss version="2.0"><channel><title>公告</title><item><title>征地公告{more}</title><link>http://a.example/1.html</link>
<description>正文{more}</description><pubDate>Sun, 15 Nov 2026 09:30:00 +0800</pubDate></item></channel></rss>"""


@pytest.mark.parametrize("broken", [False, True], ids=["well formed", "broken"])
def test_no_feed_reaches_for_files_hosts_or_memory(hosts: Hosts, world: Any, broken: bool) -> None:
    """Read strictly or, where it is broken, patiently: entities stay what they are."""
    inner = Rude(say(b"inner words"))
    for name, head in XML.items():
        more = "&x;" * (2000 if name == "blow-up" else 1)
        body = (
            ITEM.replace("{more}", more) if name not in ("type", "parameter", "style") else ITEM.replace("{more}", "")
        )
        text = f'<?xml version="1.0" encoding="utf-8"?>{head.replace("{inner}", inner.url())}{body}'
        text = text.replace("</channel>", "<b>") if broken else text
        hosts.add(name, say(text.encode(), ("Content-Type", "application/rss+xml")), connector="feed")
    began = time.monotonic()
    hosts.visit()
    assert time.monotonic() - began < 10
    inner.close()
    assert inner.asked == []
    told = [one.notice.title + one.notice.text for one in world.published()]
    assert told
    for text in told:
        assert "root:" not in text
        assert "inner words" not in text
        assert "lollol" not in text
        assert len(text) < 10_000


ACTS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><a href=javascript:alert(1)>a</a>"
    "<a href='java\nscript:alert(1)'>b</a><a href='  &#106;avascript:alert(1)'>c</a>"
    "<iframe src=http://evil.example/></iframe>"
    "<form action=http://evil.example/><input name=p><button>d</button></form><base href=http://evil.example/>"
    "<meta http-equiv=refresh content='0;url=http://evil.example/'><object data=x>"
    "</object><embed src=x><link rel=stylesheet href=x>"
    "<style>@import url(http://evil.example/)</style>"
    "<p style='background:url(http://evil.example/)' onclick=alert(1)>正文</p>"
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></table></math>"
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>"
    "<template><b onclick=alert(1)>e</b></template>"
    "<a href='data:text/html,<script>alert(1)</script>'>f</a>"
    "<video src=x onerror=alert(1)></video><p id=x name=y>正文二</p>"
)


def test_no_notice_acts_in_a_reader_s_browser(hosts: Hosts, world: Any) -> None:
    metas = (
        '<meta name="ArticleTitle" content="&lt;script&gt;征地公告"><meta name="PubDate" content="2026-11-15 09:30">'
    )
    body = f'<html><head>{metas}</head><body><div id="zoom">{ACTS}</div></body></html>'.encode()
    home = say('<html><ul class="list"><li><a href="/1">征地公告</a><span>2026-11-15</span></li></ul></html>'.encode())
    hosts.add("a", lambda to: (say(body) if to.path == "/1" else home)(to), pages=True)
    hosts.visit()
    (one,) = world.published()
    assert "正文" in one.notice.text
    tree = lxml.html.fragment_fromstring(one.notice.html, create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in {"p", "a", "b", "img", "table", "tbody", "tr", "td", "div", "span"}, element.tag
        for name, value in element.attrib.items():
            assert name in {"href", "src", "alt", "title", "rel", "colspan", "rowspan"}, name
            assert name not in {"href", "src"} or value.startswith(("http://", "https://")), value
    assert "evil.example" not in one.notice.html


# ── any bytes ──


PAGES = [file.read_bytes() for file in sorted((ROOT / "tests/data/connectors").glob("*.html"))]
NOTICES = [file.read_bytes() for file in sorted((ROOT / "tests/data/notice_page").glob("*.html"))]
FEEDS = [(ROOT / "tests/data/publish" / f"notices.{kind}").read_bytes() for kind in ("atom", "rss")]
ONE = "http://a.example/1.html"


def spoilt(pages: list[bytes]) -> st.SearchStrategy[bytes]:
    """Any bytes, or a real page with some bytes in the middle replaced by others."""
    cuts = st.tuples(st.sampled_from(pages), st.floats(0, 1), st.floats(0, 1), st.binary(max_size=40))
    return st.one_of(st.binary(max_size=400), cuts.map(_splice), st.text(max_size=200).map(str.encode))


def _splice(cut: tuple[bytes, float, float, bytes]) -> bytes:
    content, one, other, between = cut
    start, end = sorted((int(one * len(content)), int(other * len(content))))
    return content[:start] + between + content[end:]


def types() -> st.SearchStrategy[str]:
    usual = [
        "text/html",
        "text/html; charset=gb2312",
        "application/rss+xml",
        "application/json",
        "",
        "text/html; charset=\x00",
    ]
    return st.sampled_from(usual)


any_world = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150,
                     derandomize=True)  # fmt: skip


@any_world
@given(content=spoilt(PAGES + FEEDS), connector=st.sampled_from([None, *CONNECTORS]), type_=types())
def test_no_bytes_in_place_of_a_list_end_more_than_their_visit(
    world: Any, content: bytes, connector: str | None, type_: str
) -> None:
    if not world.titles():
        world.site.list_page([("征地补偿安置公告", ONE, "2026-11-15")])
        world.site.notice(ONE, "征地补偿安置公告", "正文。")
        world.visit()
    listed = world.site.pages[world.source.url]
    listed.content, listed.headers = content, {"content-type": type_}
    before = world.last_seq()
    done = world.visit(connector=connector, rule=Rule(rows="li", date="span"), pages=False)
    assert done.error is not None or done.rows or done.outcome is Outcome.UNCHANGED, "a failure is no empty list"
    assert done.error is None or done.outcome is Outcome.PARTIAL or world.last_seq() == before
    assert "征地补偿安置公告" in world.titles()


@any_world
@given(content=spoilt(NOTICES), type_=types())
def test_no_bytes_in_place_of_a_notice_page_end_more_than_their_row(world: Any, content: bytes, type_: str) -> None:
    world.site.notice(ONE, "征地补偿安置公告", "正文。")
    bad = f"http://a.example/{zlib.crc32(content)}.html"
    world.site.list_page([("一件公告", bad, "2026-11-15"), ("征地补偿安置公告", ONE, "2026-11-15")])
    world.site.pages[bad] = replace(world.site.pages[ONE], content=content, headers={"content-type": type_})
    done = world.visit()
    assert done.outcome in (Outcome.CHANGED, Outcome.UNCHANGED, Outcome.PARTIAL)
    assert "征地补偿安置公告" in world.titles()
