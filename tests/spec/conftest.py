"""The shipped profile and directory, and a way to write raw notices in one line."""

from pathlib import Path

import pytest

from federator.model.row import LinkedFile, NoticePage, RawNotice, Row
from federator.model.site import Source
from federator.notation.markup import plain_text, sanitise
from federator.spec.directory import load_directory
from federator.spec.extras import Body, read_extras
from federator.spec.profile import load_profile

CONFIG = Path(__file__).parents[2] / "config"
DATA = Path(__file__).parents[1] / "data" / "spec"
URL = "http://ghzy.example.gov.cn/art/2026/8/28/art_1_2.html"


@pytest.fixture(scope="session")
def profile():
    return load_profile(CONFIG / "spec" / "zj-land-12.toml")


@pytest.fixture(scope="session")
def tiny():
    return load_profile(DATA / "tiny.toml")


@pytest.fixture(scope="session")
def directory():
    return load_directory(CONFIG / "divisions" / "zhejiang.csv", CONFIG / "organisations" / "zhejiang.csv")


@pytest.fixture
def source():
    return Source(
        site="ghzy-hangzhou",
        id="gsgg",
        name="公示公告",
        url="http://ghzy.example.gov.cn/col/col1/index.html",
        organisation="330100-ghzy",
        division="330100",
        site_name="杭州市规划和自然资源局",
    )


@pytest.fixture
def page_of():
    """RawNotice with a page: ``page_of(title, body text, metas, fields, files, row, url)``."""

    def build(title="", text="", *, metas=(), fields=(), files=(), row=None, url=URL):
        html = "".join(f"<p>{line}</p>" for line in text.split("\n")) if text else ""
        linked = tuple(LinkedFile(name, url, file_name) for name, url, file_name in files)
        page = NoticePage(url, title, dict(metas), dict(fields), html, text, linked, "#zoom" if text else "")
        return RawNotice(url, row, page)

    return build


@pytest.fixture
def row_of():
    """RawNotice of a list or feed alone."""

    def build(title, date_written=None, html="", **fields):
        return RawNotice(URL, Row(title, URL, date_written, fields, html), None)

    return build


@pytest.fixture
def read(profile):
    """The fields that a category's readers find, and the records: ``read(code, *paragraphs, title=, html=)``."""

    def extract(category, *lines, title="", html=""):
        clean = sanitise(html + "".join(f"<p>{line}</p>" for line in lines), "http://a.example/")
        told = read_extras(Body(title, clean, plain_text(clean), {}), profile.categories[category].matter)
        return values(told.fields), [values(record) for record in told.records]

    return extract


def values(fields):
    return {name: value.value for name, value in fields.items()}
