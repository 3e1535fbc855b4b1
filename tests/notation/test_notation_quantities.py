"""Areas, money and years: what is sure is understood, what is not is left out."""

from decimal import Decimal

import pytest

from federator.notation.quantities import canonical, is_unit, read_area, read_money, read_years


@pytest.mark.parametrize(
    ("written", "unit", "square_metres"),
    [
        ("27211平方米（40.816亩）", "", "27211"),
        ("10.6906公顷", "", "106906"),
        ("10.6906 公 顷；", "", "106906"),
        ("40.5亩", "", "27000"),
        ("1.25平方公里", "", "1250000"),
        ("1.25km²", "", "1250000"),
        ("27,211.5㎡", "", "27211.5"),
        ("１２３．５M2", "", "123.5"),
        ("3.2万平方米", "", "32000"),
        ("总面积约10.5公顷，其中耕地3.2公顷", "", "105000"),
        ("出让面积：27211平方米", "", "27211"),
        ("27211", "平方米", "27211"),
        ("27211", "M2", "27211"),
        ("2.7", "公顷", "27000"),
        ("27211", "", None),
        ("A地块1000平方米，B地块2000平方米", "", None),
        ("1000平方米（2亩）", "", None),
        ("1000-2000", "平方米", None),
        ("详见附件", "平方米", None),
        ("", "平方米", None),
    ],
)
def test_areas(written, unit, square_metres):
    read = read_area(written, unit)
    assert read == (None if square_metres is None else Decimal(square_metres))


@pytest.mark.parametrize(
    ("written", "unit", "yuan", "per"),
    [
        ("最终报价:1248000(元)", "", "1248000", ""),
        ("1248万元", "", "12480000", ""),
        ("人民币1,248.5万元", "", "12485000", ""),
        ("￥1248000元", "", "1248000", ""),
        ("3.2亿元", "", "320000000", ""),
        ("人民币叁亿贰仟万元整", "", "320000000", ""),
        ("壹佰贰拾万元整", "", "1200000", ""),
        ("人民币壹拾万零伍佰元整（100500元）", "", "100500", ""),
        ("1248", "万元", "12480000", ""),
        ("4500", "元/平方米", "4500", "m2"),
        ("4500元/㎡", "", "4500", "m2"),
        ("6.3万元/亩", "", "63000", "mu"),
        ("1248", "", None, ""),
        ("面议", "万元", None, ""),
        ("甲1万元，乙2万元", "", None, ""),
    ],
)
def test_money(written, unit, yuan, per):
    read = read_money(written, unit)
    assert (read and (read.number, read.per)) == (None if yuan is None else (Decimal(yuan), per))


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("70", 70),
        ("50年", 50),
        ("五十年", 50),
        ("出让年限为40年", 40),
        ("城镇住宅用地70年，零售商业用地、餐饮用地40年", ("城镇住宅用地70年", "零售商业用地、餐饮用地40年")),
        ("住宅70、商业40", ("住宅70年", "商业40年")),
        ("长期", None),
        ("", None),
    ],
)
def test_years(written, years):
    assert read_years(written) == years


def test_units_of_headers():
    assert all(is_unit(words) for words in ("平方米", "M2", "㎡", "万元", "元/平方米", "公顷", "单位：亩"))
    assert not any(is_unit(words) for words in ("四至", "", "竞得人", "1元"))


def test_numbers_are_whole_where_they_can_be():
    assert canonical(Decimal("12.00")) == 12
    assert isinstance(canonical(Decimal("12.00")), int)
    assert canonical(Decimal(2) / 3) == 0.666667
    assert isinstance(canonical(Decimal(12345678901234567) * 10**8), float)
    assert canonical(Decimal(2**53 - 1)) == 2**53 - 1
