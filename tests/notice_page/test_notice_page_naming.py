"""What the name of a block says of its being the body, however long the name is."""

import pytest
from lxml import html

from federator.notice_page.weight import naming

_UTILITIES = " ".join(f"utility-{n}" for n in range(60))


@pytest.mark.parametrize(("name", "factor"), [("content", 2.0), ("footer", 0.1), ("plain", 1.0)])
@pytest.mark.parametrize("before", ["", _UTILITIES])
def test_a_name_counts_wherever_it_stands_among_others(before: str, name: str, factor: float) -> None:
    assert naming(html.fromstring(f'<div class="{before} {name}"></div>')) == factor
