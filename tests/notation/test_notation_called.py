"""Links by a call of a function of their page, and addresses that elements state."""

import tracemalloc
from itertools import pairwise

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.notation.called import call_in, concatenated, functions_in, name_addresses

SCRIPT = """<script>
function viewInfo(id){ location.href='/info/'+id+'.jhtml'; }
function show(kind, id) { window.open("/view.jsp?k=" + kind + "&id=" + id, "_blank"); }
function either(id){ if (mobile) { location.href='/m/'+id; } else { location.href='/info/'+id; } }
function more(id){ location.href='/info/'+encodeURIComponent(id)+'.html'; }
function ask(id){ xhr.open('/info/'+id); }
function named(id, kind){ var k = kind, url = "/view.jsp?id=" + id + "&k=" + k; window.open(url); }
function lined(id){
  let url = '/info/' + id
  window.open(url)
}
function filled(id){ window.open(`/info/${id}.html?k=${ id }`); }
function twice(id){ var url = '/info/' + id; if (mobile) { url = '/m/' + id; } window.open(url); }
function grown(id){ var url = '/info/' + id; url += '?k=' + kind; window.open(url); }
function chosen(id){ var url = '/info/' + id ? '/a' : '/b'; window.open(url); }
function handed(row){ var id = $(row).attr('data-no'); location.href='/info/' + id + '.html'; }
function unknown(id){ window.open(`/info/${id}/${kind}`); }
</script>"""


def leads_to(link: str) -> str | None:
    text = f"<div>{SCRIPT}{link}</div>"
    tree = lxml.html.document_fromstring(text)
    name_addresses(tree, text)
    href: str | None = tree.find(".//*[@id]").get("href")
    return href


HANDLER = """<script>{}function(){{ var id={}; window.location.href="/info/"+id+".html"; }});</script>"""
HANDLED = (
    '$("#u li").click(',
    "$('#u').on('click', 'li.r', ",
    '$(document).on("click", ".r", ',
    "$('#u').delegate('.r', 'click', ",
)
READ = ("$(this).attr('data-no')", "$(this).data('no')", "this.dataset.no", "$(this).attr('id')")


@pytest.mark.parametrize("handled", HANDLED)
@pytest.mark.parametrize("read", READ)
def test_a_click_that_a_handler_waits_for_leads_where_that_opens(handled: str, read: str) -> None:
    text = f"<ul id=u><li class=r id=391 data-no=391>甲</li></ul>{HANDLER.format(handled, read)}"
    tree = lxml.html.document_fromstring(text)
    name_addresses(tree, text)
    assert tree.find(".//li").get("href") == "/info/391.html"


@pytest.mark.parametrize(
    "handler", ['$("li").click(function(){ location.href="/index.html"; });', '$("li:has(*").click(']
)
def test_a_handler_that_reads_nothing_off_its_element_names_no_address(handler: str) -> None:
    text = f"<ul><li data-no=391>甲</li></ul><script>{handler}</script>"
    tree = lxml.html.document_fromstring(text)
    name_addresses(tree, text)
    assert tree.find(".//li").get("href") is None


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("""<a id=x href="javascript:void(0)" onclick="viewInfo('391')">甲</a>""", "/info/391.jhtml"),
        ("""<a id=x href="javascript:viewInfo(391)">甲</a>""", "/info/391.jhtml"),
        ("""<td id=x onclick="return show('2', 391);">甲</td>""", "/view.jsp?k=2&id=391"),
        ("""<li id=x data-url="/content/1/368.shtml">甲</li>""", "/content/1/368.shtml"),
        ("""<li id=x data-url="/content/1/368">甲</li>""", "/content/1/368"),
        ("""<a id=x href="#" onclick="location.href='/info/'+391+'.html'">甲</a>""", "/info/391.html"),
        ("""<a id=x href="javascript:named('391', 7)">甲</a>""", "/view.jsp?id=391&k=7"),
        ("""<a id=x href="javascript:lined(391)">甲</a>""", "/info/391"),
        ("""<a id=x href="#" onclick="filled(391)">甲</a>""", "/info/391.html?k=391"),
        ("""<a id=x onclick="show(kind, '2', 391)">甲</a>""", None),
        ("""<tr id=x data-href="../show.php?id=3"><td>甲</td></tr>""", "../show.php?id=3"),
        ("""<a href="javascript:void(0);" id="/view/gg/391.jsp" class="open">甲</a>""", "/view/gg/391.jsp"),
        ("""<li id=x data-no=391 onclick="handed(this)">甲</li>""", "/info/391.html"),
        ("""<li id=391 onclick="location.href='/info/'+this.id+'.html'">甲</li>""", "/info/391.html"),
    ],
)
def test_a_call_leads_where_its_function_does(link: str, url: str | None) -> None:
    assert leads_to(link) == url


@pytest.mark.parametrize(
    "link",
    [
        """<a id=x onclick="either('391')">甲</a>""",
        """<a id=x onclick="more('391')">甲</a>""",
        """<a id=x onclick="ask('391')">甲</a>""",
        """<a id=x onclick="gone('391')">甲</a>""",
        """<a id=x onclick="viewInfo(this.id)">甲</a>""",
        """<a id=x onclick="twice('391')">甲</a>""",
        """<a id=x onclick="grown('391')">甲</a>""",
        """<a id=x onclick="chosen('391')">甲</a>""",
        """<a id=x onclick="unknown('391')">甲</a>""",
        """<script>function odd(id){ location.href='/\x02/'+id; }</script><a id=x onclick="odd('391')">甲</a>""",
        """<div id=x data-url="/content/"><a href="1.html">甲</a></div>""",
        """<div id=x data-url="tab-2">甲</div>""",
        """<div id=x data-url="/content/list.html"><a href="1.html">甲</a></div>""",
        """<span id=x onclick="gone()" rel="/gg/391.jsp">甲</span>""",
    ],
)
def test_what_is_not_certain_leads_nowhere(link: str) -> None:
    assert leads_to(link) is None


@pytest.mark.parametrize("said", ['id="/gg/1.jsp" rel="/gg/2.jsp"', 'id="gg"', 'id="/gg/"', 'id="#tab/1"'])
def test_a_link_without_one_address_stays_as_it_is(said: str) -> None:
    tree = lxml.html.document_fromstring(f'<a href="javascript:;" {said}>甲</a>')
    name_addresses(tree, 'href="javascript:;"')
    assert tree.find(".//a").get("href") == "javascript:;"


def test_a_link_that_leads_somewhere_keeps_its_way() -> None:
    assert leads_to("""<a id=x href="/a.html" onclick="viewInfo('391')">甲</a>""") == "/a.html"


def test_names_that_double_from_one_to_the_next_fill_no_memory() -> None:
    names = [f"a{number}" for number in range(24)]  # 32 MB, were all of them made
    script = "a0='/x';" + "".join(f"{name}={before}+{before};" for before, name in pairwise(names))
    tracemalloc.start()
    leads_to(f"""<a id=x onclick="{script}window.open(a23)">甲</a>""")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def test_functions_are_told_apart_and_nested_braces_belong_to_them() -> None:
    functions = functions_in("function a(x, y){ if (x) { b(); } } function b(){}")
    assert functions["a"].parameters == ("x", "y")
    assert functions["a"].body.strip() == "if (x) { b(); }"


@given(st.text("function gotPag(n){}'\"+;,=.location-0 \n"))
def test_no_script_breaks_it(text: str) -> None:
    functions_in(text)
    call_in(text)
    concatenated(text, {"n": "2"})
