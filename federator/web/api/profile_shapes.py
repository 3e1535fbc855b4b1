"""What the calls on the publishing profile, on figures and on fields give."""

from apiflask import Schema
from apiflask.fields import Dict, List, Nested, String

from federator.web.api.fields_said import count, flag, said, several, shape, shapes, tally, words


class NamesShape(Schema):
    """两种语言的名称. A name in both languages."""

    zh = words("中文", "Chinese")
    en = words("英文", "English")


class CategoryShape(Schema):
    """信息类别. A category of the publishing spec."""

    code = words("代码", "its code")
    name = shape(NamesShape, "名称", "its name")
    legal_basis = words("依据", "what it rests on")
    extras = several("该类信息的要素", "names of the fields that its notices may have")
    subtypes = List(
        Dict(String(), String()), required=True, metadata=said("子类：id、zh、en", "its sorts of notice: id, zh, en")
    )


class CategoriesShape(Schema):
    categories = shapes(CategoryShape, "信息类别", "categories")


class ClauseShape(Schema):
    """发布规范的一项要求. A clause of the spec."""

    id = words("标识", "its id")
    severity = words("严重程度", "severe holds a notice back, minor does not")
    what = shape(NamesShape, "不符合时的说明", "what is said of a notice that fails it")


class ProfileFieldShape(Schema):
    """规范的一个字段或要素. A field of the spec."""

    name = words("字段名", "its name")
    label = shape(NamesShape, "名称", "its name for people")
    kind = words("类型；信息记录的字段为空", "how it is understood; empty for fields of the record")
    unit = words("单位", "unit of its value")


class ProfileShape(Schema):
    id = words("规范标识", "its id")
    version = words("版本", "its version")
    name = shape(NamesShape, "名称", "its name")
    fields_ = List(
        Nested(ProfileFieldShape),
        required=True,
        data_key="fields",
        metadata=said("字段和要素", "fields of the record and of categories"),
    )
    clauses = shapes(ClauseShape, "要求", "clauses")


class StatisticsShape(Schema):
    published = count("公开信息条数", "public notices")
    by_category = tally("按信息类别", "by category")
    by_site = tally("按成员站点", "by site")
    by_division = tally("按行政区划", "by division")
    by_year = tally("按发布年份", "by year of publication")
    seq = count("统计时日志的最后序号", "the log's last seq at that moment")


class TermShape(Schema):
    """字段说明. One field in the dictionary."""

    name = words("字段名", "its name")
    type = words("类型", "its type")
    may_be_null = flag("可为 null", "may be null")
    zh = words("中文说明", "in Chinese")
    en = words("英文说明", "in English")


class EntryShape(Schema):
    """一个对象的字段. The fields of one object."""

    object = words("对象", "which object")
    zh = words("中文说明", "in Chinese")
    en = words("英文说明", "in English")
    terms = shapes(TermShape, "字段", "its fields")


class DictionaryShape(Schema):
    objects = shapes(EntryShape, "接口中的对象", "the objects of the interface")
