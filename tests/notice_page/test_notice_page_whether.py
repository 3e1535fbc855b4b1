"""Home pages and lists are no notices; a notice is one, however many links stand around it."""

import re

import pytest

from federator.model.errors import ErrorKind, VisitError
from federator.notice_page import expect_notice, read_notice_page
from tests.answers import answer_at

MENU = "".join(f'<li><a href="/{n}/">栏目名称{n}</a></li>' for n in range(12))
LIST = "".join(
    f'<li><a href="/{n}.html">云岭市国有建设用地使用权挂牌出让公告第{n}号</a><span>2026-08-{n + 10}</span></li>'
    for n in range(8)
)
BODY = "<p>经市人民政府批准，现公告如下。</p><p>一、地块位于白石街道，面积一千平方米。</p><p>二、特此公告。</p>" * 3


def judged(page, url="http://zrzy.yunling.example/gg/1.html", listed=""):
    answer = answer_at(url, page)
    expect_notice(answer, read_notice_page(answer, listed), listed)


def test_a_list_is_no_notice():
    with pytest.raises(VisitError) as refused:
        judged(f"<title>出让公告</title><ul>{MENU}</ul><div class='list'><ul>{LIST}</ul></div>")
    assert refused.value.kind is ErrorKind.WRONG_PAGE


@pytest.mark.parametrize("said", ["云岭市资源局·通知公告", "通知公告", "云岭市资源局-政务公开-通知公告", "耕地红线"])
@pytest.mark.parametrize("rows", [1, 2])
def test_a_list_that_is_titled_by_its_column_is_no_notice(said, rows):
    metas = (
        f"<title>{said}</title><meta name='ColumnName' content='耕地红线'><meta name='ArticleTitle' content='{said}'>"
    )
    shown = "".join(
        f"<li><a href='{n}.html'>关于第{n}期培训的公告</a><span>2026-08-0{n}</span></li>" for n in range(1, 3)
    )
    with pytest.raises(VisitError) as refused:
        judged(f"{metas}<div>首页 &gt; {said}</div><ul>{'</li>'.join(shown.split('</li>')[:rows])}</li></ul>")
    assert refused.value.kind is ErrorKind.WRONG_PAGE


def test_a_home_page_is_no_notice():
    with pytest.raises(VisitError) as refused:
        judged(f"<title>云岭市自然资源和规划局</title><ul>{MENU}</ul>{LIST}", "http://zrzy.yunling.example/")
    assert refused.value.kind is ErrorKind.HOME_PAGE


@pytest.mark.parametrize(
    "page",
    [
        f"<title>公告</title><ul>{MENU}</ul><h1>挂牌出让公告</h1>{BODY}<h3>相关信息</h3><ul>{LIST}</ul>",
        f'<title>公告</title><meta name="ArticleTitle" content="公告"><ul>{MENU}</ul><p>见附件</p><ul>{LIST}</ul>',
        f'<meta name="PubDate" content="2026-08-01"><ul>{MENU}</ul><h1>公告</h1><ul>{LIST}</ul>',
        f"<ul>{MENU}</ul><h1>公告</h1><div>发布时间：2026-08-01</div><div id='zoom'><p>见附件</p></div><ul>{LIST}</ul>",
    ],
)
def test_a_notice_is_one_whatever_stands_around_it(page):
    judged(page)


def test_an_error_in_the_frame_of_its_site_is_no_notice():
    said = "<title>云岭市自然资源局</title><ul>{}</ul><p>抱歉，该信息已被删除</p><p>主办单位：云岭市自然资源局</p>"
    with pytest.raises(VisitError) as refused:
        judged(said.format(MENU))
    assert refused.value.kind is ErrorKind.ERROR_TEXT


FOOT = "<div><p>主办单位：云岭市自然资源和规划局</p><p>浙ICP备00000000号</p></div>"
NOTHING = [
    "暂无内容",
    "暂无信息",
    "内容正在建设中",
    "该信息已删除",
    "对不起，该信息已被删除。",
    "栏目建设中，敬请期待！",
]


@pytest.mark.parametrize("said", NOTHING)
@pytest.mark.parametrize(
    "page",
    [
        "<body>{}</body>",
        "<title>通知公告-云岭市自然资源和规划局</title><ul>{menu}</ul><h1>通知公告</h1><div><p>{}</p></div>{foot}",
        "<title>云岭市自然资源和规划局</title><ul>{menu}</ul><h2>信息公开</h2><div id='zoom'><p>{}</p></div>{foot}",
        "<title>信息查看</title><table><tr><td>{menu}</td><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_a_page_that_says_only_that_nothing_is_there_is_no_notice(page, said):
    with pytest.raises(VisitError) as refused:
        judged(page.format(said, menu=MENU, foot=FOOT))
    assert refused.value.kind is ErrorKind.ERROR_TEXT


@pytest.mark.parametrize(
    "page",
    [
        "<h1>关于撤销白石街道地块公告的通知</h1><div class='content'>该信息已删除，现将有关情况通知如下。</div>",
        "<h1>云岭市二〇二六年度第三批次用地公告</h1><p>发布时间：2026-08-01</p><div id='zoom'>暂无内容</div>",
        "<h1>云岭市白石街道征地范围图公示</h1><div id='zoom'><img src='1.jpg'></div><div>相关解读</div><p>暂无信息</p>",
    ],
)
def test_a_notice_beside_which_something_is_missing_is_one(page):
    judged(page)


LISTED = "云岭市白石街道BS-04地块挂牌出让公告"
MARKED = f"<title>{LISTED}</title><meta name='ArticleTitle' content='{LISTED}'><ul>{MENU}</ul><h1>{LISTED}</h1>"
MESSAGES = [
    ("您访问的页面不存在或已被删除", ErrorKind.ERROR_TEXT),
    ("系统发生错误，请联系管理员！", ErrorKind.ERROR_TEXT),
    ("java.sql.SQLException: ORA-00942: table or view does not exist", ErrorKind.ERROR_TEXT),
    (
        "org.apache.jasper.JasperException<br>at org.apache.jasper.Compiler.run(Compiler.java:31)" * 9,
        ErrorKind.ERROR_TEXT,
    ),
    ("Warning: mysql_query(): gone away in /www/show.php on line 17", ErrorKind.ERROR_TEXT),
    ("HTTP 404", ErrorKind.ERROR_TEXT),
    ("正在加载，请稍候…", ErrorKind.ERROR_TEXT),
    ("Loading...", ErrorKind.ERROR_TEXT),
    ("网站维护中，暂停服务，敬请谅解。", ErrorKind.MAINTENANCE),
    ("请先登录后查看。", ErrorKind.LOGIN),
]


@pytest.mark.parametrize(("said", "kind"), MESSAGES)
@pytest.mark.parametrize("frame", [MARKED, f"<title>404 页面不存在</title><ul>{MENU}</ul>"], ids=["marked", "404"])
def test_a_body_that_is_a_message_of_the_software_is_no_notice(frame, said, kind):
    with pytest.raises(VisitError) as refused:
        judged(f"{frame}<div id='zoom'><p>{said}</p></div>", listed=LISTED)
    assert refused.value.kind is kind


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("关于门户网站系统维护的公告", "网站系统维护中，暂停服务，敬请谅解。"),
        ("关于不动产登记系统升级的通知", "因系统升级，业务将于11月20日暂停办理。"),
        (LISTED, "详见附件"),
        (LISTED, "申报指南请登录省厅网站查看。"),
        (LISTED, "地块编号 405，面积 500，起始价 404"),
        ("关于撤销白石街道地块公告的通知", "该信息已删除，现将有关情况通知如下。"),
    ],
)
def test_a_short_notice_is_one_whatever_it_is_about(title, body):
    judged(f"<title>{title}</title><h1>{title}</h1><div id='zoom'><p>{body}</p></div>", listed=title)


def test_a_list_in_place_of_a_notice_is_refused_though_it_names_it():
    rows = LIST.replace("云岭市国有建设用地使用权挂牌出让公告第3号", LISTED)
    with pytest.raises(VisitError) as refused:
        judged(f"<title>云岭市自然资源和规划局</title><ul>{MENU}</ul><ul>{rows}</ul>", listed=LISTED)
    assert refused.value.kind is ErrorKind.WRONG_PAGE


def test_a_list_in_place_of_a_notice_is_refused_though_its_first_row_has_a_day():
    rows = re.sub("<li>(.*?)(<span>.*?</span>)", r"<li>\2\1", LIST)
    with pytest.raises(VisitError) as refused:
        judged(f"<title>云岭市自然资源和规划局</title><ul>{MENU}</ul><div>{rows}</div>", listed=LISTED)
    assert refused.value.kind is ErrorKind.WRONG_PAGE
    shown = f"<h1>{LISTED}（第一批）</h1><p>发布时间：2026-08-01</p><p><img src=1.jpg></p><h3>相关信息</h3>"
    judged(f"<title>云岭市自然资源和规划局</title><ul>{MENU}</ul><div>{shown}{rows}</div>", listed=LISTED)


def test_a_notice_of_pictures_or_files_among_links_is_one():
    frame = f"<title>{LISTED}</title><ul>{MENU}</ul><h1>{LISTED}</h1>{{}}<h3>相关信息</h3><ul>{LIST}</ul>"
    judged(frame.format("<div><iframe src='1.pdf'></iframe></div>"), listed=LISTED)
    judged(frame.format("<div id='zoom'><img src='1.jpg'></div>"), listed=LISTED)
    judged(frame.format("<p><a href='1.doc'>白石街道宗地图</a></p>"), listed=LISTED)


@pytest.mark.parametrize(
    "lost",
    [
        lambda text: text.encode("ascii", "replace").decode(),
        lambda text: text.encode().decode("latin-1"),
        lambda text: text.encode().decode("cp1252", "ignore"),
        lambda text: text.encode("gbk").decode("latin-1"),
    ],
    ids=["question marks", "latin-1", "cp1252", "gbk"],
)
@pytest.mark.parametrize("all_of_it", [True, False])
def test_chinese_that_was_lost_on_the_way_is_no_notice(lost, all_of_it):
    body = lost(BODY)
    page = f"{lost(MARKED)}<div id='zoom'>{body}</div>" if all_of_it else f"{MARKED}<div id='zoom'>{body}</div>"
    with pytest.raises(VisitError) as refused:
        judged(page, listed=LISTED)
    assert refused.value.kind is ErrorKind.UNDECODABLE


def test_a_few_question_marks_and_accents_are_words():
    judged(f"{MARKED}<div id='zoom'>{BODY}<p>姓名：???? 法国Orléans、Île-de-France、Électricité 是否????</p></div>")
