from federator.web.built import Built


def test_the_least_recently_used_go_first_when_bytes_run_out() -> None:
    built = Built(budget=10)
    built.keep("a", b"1234")
    built.keep("b", b"1234")
    assert built.get("a") == b"1234"
    built.keep("c", b"1234")
    assert [built.get(name) for name in "abc"] == [b"1234", None, b"1234"]


def test_keeping_again_counts_once_and_the_too_large_is_not_held() -> None:
    built = Built(budget=10)
    for _ in range(5):
        built.keep("a", b"12345")
    built.keep("b", b"12345")
    assert built.get("a") == b"12345"
    built.keep("c", b"12345678901")
    assert built.get("c") is None
