"""Personal data: found, recorded without repeating them, masked in every place; false alarms are none."""

import json
from time import process_time

import pytest

from federator.model.notice import Notice
from federator.model.row import NoticePage, RawNotice
from federator.notation.markup import plain_text, sanitise
from federator.spec.check import check
from federator.spec.masking import spots_of
from federator.spec.names import name_spots
from federator.spec.normalise import normalise
from federator.spec.personal import may_hold_number, number_spots
from federator.spec.seen import seen

URL = "http://ghzy.example.gov.cn/art/2026/8/28/art_1_2.html"
ID_CARD = "11010519491231002X"  # the example of GB 11643-1999
BANK_CARD = "6222021234567890128"
MOBILE = "13812345678"
LOST, NEWS = "不动产权证书遗失声明", "工作简讯"


@pytest.fixture
def read(source, profile, directory):
    def make(title, html, *, files=()):
        clean = sanitise(html, URL)
        linked = tuple(files)
        return normalise(
            RawNotice(URL, None, NoticePage(URL, title, {}, {}, clean, plain_text(clean), linked, "#zoom")),
            source, profile, directory,
        )  # fmt: skip

    return make


def found(notice):
    return sorted((one.kind, one.where, one.action) for one in notice.personal)


def test_what_the_category_masks_is_nowhere_any_more(read):
    notice = read(
        f"{LOST}（张三丰{ID_CARD}）",
        f"<p>张三丰，身份证号<b>{ID_CARD[:9]}</b>{ID_CARD[9:]}，电话{MOBILE}。</p>"
        f"<table><tr><td>权利人</td><td>身份证号</td><td>不动产权证号</td></tr>"
        f"<tr><td>李四</td><td>{ID_CARD}</td><td>浙（2020）云岭县不动产权第0001234号</td></tr></table>"
        f'<p><a href="http://a.example/{ID_CARD}.pdf" title="{ID_CARD}">证</a></p>',
    )
    whole = json.dumps(notice.as_record(), ensure_ascii=False)
    for secret in (ID_CARD, ID_CARD[6:], MOBILE, "张三丰", "李四"):
        assert secret not in whole
    assert "1101<" not in notice.html
    assert f'href="{URL}"' in notice.html
    assert {kind for kind, _, _ in found(notice)} == {"id_card", "mobile", "name"}
    assert {action for _, _, action in found(notice)} == {"mask"}
    assert Notice.from_record(notice.as_record()) == notice


def test_a_name_is_found_in_a_row_of_any_length():
    wide = "征收土地补偿安置方案" * 300
    words = seen(f"{wide}\t张三丰\t青溪镇张村12号\t{ID_CARD}\t{wide}").text
    assert [words[spot.start : spot.end] for spot in name_spots(words, number_spots(words))] == ["张三丰"]


@pytest.mark.parametrize("cards", [1, 3, 30])
def test_what_was_masked_is_counted_by_kind_however_alike_it_looks(read, profile, directory, page_of, cards):
    from datetime import UTC, datetime

    numbers = [with_check(f"33010619800101{number:03}") for number in range(cards)]
    listed = "".join(f"<p>身份证号{number}，又作{number[:6]} {number[6:]}</p>" for number in numbers)
    notice = read(
        f"{LOST}（{numbers[0]}）", f"{listed}<p>电话{MOBILE}，卡号{BANK_CARD}</p><p>权利人：李四，证号{numbers[0]}</p>"
    )
    breaches = check(notice, page_of(LOST), profile, directory, datetime(2026, 9, 1, tzinfo=UTC))
    (seen,) = [one.seen for one in breaches if one.clause == "personal-masked"]
    assert sorted(seen.split(", ")) == ["bank_card × 1", f"id_card × {cards}", "mobile × 1", "name × 1"]
    assert Notice.from_record(notice.as_record()) == notice
    (card,) = [one for one in notice.personal if (one.kind, one.where) == ("id_card", "text")]
    assert card.count == cards


def with_check(body):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]


def test_what_is_held_stays_for_the_person_who_decides(read, profile, directory, page_of):
    from datetime import UTC, datetime

    notice = read(NEWS, f"<p>身份证号{ID_CARD}</p>")
    assert ID_CARD in notice.text
    assert found(notice) == [("id_card", "text", "hold")]
    breaches = check(notice, page_of(NEWS), profile, directory, datetime(2026, 9, 1, tzinfo=UTC))
    assert ("personal-id-card", "1101**************") in [(one.clause, one.seen) for one in breaches]


def test_what_is_allowed_is_seen_and_left(read):
    notice = read(NEWS, f"<p>联系人：王五，电话{MOBILE}</p>")
    assert MOBILE in notice.text
    assert found(notice) == [("mobile", "text", "allow")]


@pytest.mark.parametrize("name", ["李大钊", "阿依古丽·买买提", "欧阳娜娜", "王 明"])
@pytest.mark.parametrize(
    "words",
    [
        f"关于{{}}（身份证号{ID_CARD}）信访事项",
        f"村民{{}}（身份证{ID_CARD}）",
        f"对{{}}（{ID_CARD}）作出处罚",
        f"身份证号{ID_CARD}，姓名{{}}",
        f"姓名：{{}}，身份证号{ID_CARD}",
        f"{{}}，男，汉族，1980年1月1日生，住某街道12号，身份证号：{ID_CARD}",
        f"1\t{{}}\t{ID_CARD}",
        f"序号\t村民\t证件\n1\t{{}}\t{ID_CARD}",
        f"申请人代表赵六、{{}}（身份证号{ID_CARD}）",
        f"权利人：{{}}、赵六，身份证号：{ID_CARD}",
    ],
)
def test_names_however_they_are_told(read, words, name):
    notice = read(LOST, paged(words.format(name)))
    whole = json.dumps(notice.as_record(), ensure_ascii=False)
    assert name not in whole
    assert "赵六" not in whole


def test_names_come_in_the_order_of_their_numbers():
    """A set's order differs from process to process, and a notice that was read again would differ from itself."""
    told = [f"{name}（{ID_CARD}）" for name in ("王小二", "李大钊", "赵六", "钱七", "孙八", "周九")]
    words = "，".join(told)
    spots = name_spots(words, number_spots(words))
    assert [words[one.start : one.end] for one in spots] == ["王小二", "李大钊", "赵六", "钱七", "孙八", "周九"]


def paged(words):
    if "\t" not in words:
        return "".join(f"<p>{line}</p>" for line in words.split("\n"))
    rows = ("".join(f"<td>{cell}</td>" for cell in line.split("\t")) for line in words.split("\n"))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (f"当事人：李四光，男，1980年1月2日出生，公民身份号码{ID_CARD}", "李四光"),
        (f"权利人王五因保管不善遗失，身份证号{ID_CARD}", "王五"),
        (f"权利人：王五\n证件号：{ID_CARD}", "王五"),
        (f"欧阳克（身份证：{ID_CARD}）", "欧阳克"),
        (f"赵六 {MOBILE}", "赵六"),
        (f"姓名\t证件号\t坐落\n钱七\t{ID_CARD}\t甲路", "钱七"),
        (f"姓名\t钱七\t身份证号\t{ID_CARD}", "钱七"),
    ],
)
def test_names_beside_numbers(read, words, name):
    notice = read(LOST, paged(words))
    assert name not in notice.text
    assert [one.masked for one in notice.personal if one.kind == "name"] == [name[0] + "*" * (len(name) - 1)]


@pytest.mark.parametrize(
    "words",
    [
        f"甲公司（统一社会信用代码：91330100MA27X1234X），身份证号{ID_CARD}",
        f"住宅用地\t{MOBILE}",
        f"咨询电话：{MOBILE}",
        f"林地\t面积\n林地\t{MOBILE}",
        f"当事人见<a>这里</a>，电话{MOBILE}",
        f"当事人：见附件（{ID_CARD}）",
        f"请持相关证件（身份证号{ID_CARD}）",
        f"县局\t电话\n安吉\t{MOBILE}",
    ],
)
def test_what_is_no_name(read, words):
    assert "name" not in [one.kind for one in read(LOST, paged(words)).personal]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("138 1234 5678、138-1234-5678、+86 13812345678", ["mobile"] * 3),
        ("身份证号 110105 19491231 002X", ["id_card"]),
        ("1101051949 12310 02X", ["id_card"]),
        ("110105 194913 31002X", []),
        ("身份证号：110105491231002", ["id_card"]),
        ("注册号：110105491231002", []),
        ("证件号码\t面积\n110105491231002\t100", []),
        ("姓名\t身份证号码\n张三\t110105491231002", ["id_card"]),
        ("账号：4111111111111111", ["bank_card"]),
        ("合同编号4111111111111111", []),
        ("联系电话：0571-87012345、057187012345、400-123-4567", []),
        ("成交价13812345678元；面积13812345678.5平方米；第13812345678号", []),
        ("91330100MA27X1234X 330106001001GB00001F00010001 C3301002010117130012345", []),
        ("项目代码2018-330110-70-03-012345-000，电子监管号3301102020B00123", []),
        ("http://a.example/13812345678.html", []),
        (f"{MOBILE}/{MOBILE}、0571-87012345/{MOBILE}、张经理/{MOBILE}、{MOBILE}-{MOBILE}", ["mobile"] * 6),
        ("138.1234.5678、tel13812345678", ["mobile"] * 2),
        (f"ID{ID_CARD} li{ID_CARD}.pdf {ID_CARD}x", ["id_card"] * 3),
        ("110105-19491231-002X 1101 0519 4912 3100 2X 110105·19491231·002X", ["id_card"] * 3),
        ("1 2 110105 19491231 002X", ["id_card"]),
        ("c100507/2020/12/16/6173a344", []),
    ],
)
def test_numbers_of_persons_and_of_things(words, kinds):
    assert [spot.kind for spot in number_spots(words)] == kinds


@pytest.mark.parametrize(
    "written",
    [
        "110105&#8203;19491231&#8203;002X", "110105\u200d\u200d19491231\ufeff002X", "110105\x7f19491231\ufff9002X",
        "１１０１０５１９４９１２３１００２Ｘ", "110105　19491231　002Ｘ", "110105—19491231—002X",
        "11010519<b>491231</b>\xad002x", "11010519&nbsp;491231 002X", "110105%2019491231%20002X",
        "%31%31%30%31%30%35%31%39%34%39%31%32%33%31%30%30%32%58", "110105%E3%80%801949%2d1231%EF%BC%90%EF%BC%90%32x",
        "110105<b>1949%20</b>1231002X%B1%3C", "1101051949%2531%2532%2533%2531002X", "110105%25201949%2D1231%252D002X",
        "%252531%252531%252530%252531%252530%2525351949123100%252532%252558",
    ],
)  # fmt: skip
def test_a_number_is_masked_however_it_is_written_everywhere(read, written):
    notice = read(LOST, f"<p>张三丰，身份证号：{written}</p><p>另见110105-19491231-002X和{ID_CARD}</p>")
    told = [(one.kind, one.masked) for one in notice.personal if one.where == "text" and one.kind == "id_card"]
    assert set(told) == {("id_card", "1101**************")}
    digits = seen(json.dumps(notice.as_record(), ensure_ascii=False)).text
    assert "1949" not in digits
    assert "002" not in digits
    assert "张三丰" not in digits


@pytest.mark.parametrize(
    "address",
    [f"q?id={ID_CARD}", f"li{ID_CARD}.pdf", "a/110105%2019491231%20002X", f"{ID_CARD}/", "q?id=1%2531010519491231002X"],
)
def test_a_number_that_stands_in_an_address_alone(read, address):
    from federator.model.row import LinkedFile

    link = f"http://a.example/{address}"
    notice = read(LOST, f'<p><a href="{link}">证</a>声明</p>', files=[LinkedFile("证", link, link)])
    assert found(notice) == [("id_card", "attachments", "mask"), ("id_card", "html", "mask")]
    assert "9491231" not in json.dumps(notice.as_record())
    assert f'href="{URL}"' in notice.html


def test_an_encoded_number_is_covered_where_it_stands(read):
    told = "查询http://a.example/q?id=110105%2019491231%20002X，%E5%90%8D，增长30%2011年"
    assert read(LOST, f"<p>{told}</p>").text == told.replace("110105%2019491231%20002X", "1101**%20********%20****")


def test_an_encoded_name_is_covered_too(read):
    notice = read(LOST, f"<p>身份证号{ID_CARD}，姓名%E5%BC%A0%E4%B8%89</p>")
    assert [one.masked for one in notice.personal if one.kind == "name"] == ["张*"]
    assert notice.text.endswith("姓名%E5%BC%A0*********"), "one sign of nine would leave sixteen names"
    again = read(LOST, f"<p>身份证号{ID_CARD}，姓名%25E5%25BC%25A0%25E4%25B8%2589</p>")
    assert again.text.endswith(f"姓名%25E5%25BC%25A0{'*' * 15}")


@pytest.mark.parametrize("number", [ID_CARD, MOBILE, BANK_CARD, "330102199001011234"])
def test_a_number_on_the_heels_of_a_percentage_is_no_encoded_one(read, number):
    assert read(LOST, f"<p>同意率100%{number}</p>").text == f"同意率100%{number[:4]}{'*' * len(number[4:])}"


@pytest.mark.parametrize(
    ("words", "length"),
    [
        (f"{MOBILE} ", 400_000),
        (f"{MOBILE}\t", 400_000),
        (f"姓名\t{ID_CARD}\t", 800_000),
        ("1 ", 1_200_000),
        ("1" * 15 + ",", 1_500_000),
        (f"张三{ID_CARD}，", 800_000),
        ("%25", 1_200_000),
        ("%252531", 1_200_000),
    ],
)
def test_hostile_numbers_cost_little(profile, words, length):
    """Each looked for all the others, or through its whole line."""
    began = process_time()
    spots_of(words * (length // len(words)), profile.personal)
    assert process_time() - began < 5


def test_a_notice_whose_own_address_names_a_person_is_held(read, profile, directory, page_of, monkeypatch):
    from datetime import UTC, datetime

    monkeypatch.setitem(globals(), "URL", f"http://ghzy.example.gov.cn/{ID_CARD}.html")
    notice = read(LOST, "<p>声明</p>")
    assert found(notice) == [("id_card", "url", "hold")]
    breaches = check(notice, page_of(LOST), profile, directory, datetime(2026, 9, 1, tzinfo=UTC))
    assert "personal-id-card" in [one.clause for one in breaches]


@pytest.mark.parametrize(
    "path", ["c100507/2020/12/16/6173a344.html", "art_1229123456_51234567.html", "13812345678.html"]
)
def test_addresses_of_pages_name_nobody(read, path):
    assert not read(LOST, f'<p><a href="http://a.example/{path}">声明</a></p>').personal


def test_an_attachment_named_after_a_person(read):
    from federator.model.row import LinkedFile

    file = LinkedFile(f"张三{ID_CARD}.pdf", f"http://a.example/{ID_CARD}.pdf", f"{ID_CARD}.pdf")
    notice = read(LOST, "<p>声明。</p>", files=[file])
    assert ID_CARD not in json.dumps(notice.as_record())
    assert notice.attachments[0].url == URL
    assert ("id_card", "attachments", "mask") in found(notice)


def test_an_attachment_that_names_nobody_stays_the_file_it_was(read):
    from federator.model.row import LinkedFile

    file = LinkedFile("附件.pdf", "http://a.example/%E9%99%84%E4%BB%B6.pdf", "%E9%99%84%E4%BB%B6.pdf")
    notice = read(LOST, f"<p>声明，身份证号{ID_CARD}。</p>", files=[file])
    assert ID_CARD not in notice.text
    assert notice.attachments[0].identity == file.file_name


@pytest.mark.parametrize("before", range(10))
@pytest.mark.parametrize("number", ["1380000000", "１３８0000000", "1-3-8-0-0-0-0-0-0-0", "1        380000000"])
def test_ten_digits_are_seen_wherever_they_begin_and_whatever_parts_them(before, number):
    assert may_hold_number("地" * before + number)
    assert not may_hold_number("地" * before + number[:-1] + "号0")
