"""Frozen dataclasses of many fields, made by the ten thousand."""

from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

_Frozen = TypeVar("_Frozen")


class Remembering:
    """A base of frozen dataclasses: what an instance worked out once stands in its ``__dict__``, beside its slots."""

    __slots__ = ("__dict__",)


def made_quickly(frozen: type[_Frozen]) -> type[_Frozen]:
    """The same frozen dataclass with slots, each instance of it at a third of the cost. Goes above ``@dataclass``.

    What a frozen dataclass generates sets each field by ``object.__setattr__``, because its own refuses. Here an
    instance is of an open twin of the class, which refuses nothing, until its fields are set, and of ``frozen`` from
    then on.
    """
    twin = type(frozen.__name__, frozen.__bases__, {"__slots__": vars(frozen)["__slots__"]})
    names: dict[str, Any] = {"frozen_": frozen, "twin_": twin, "set_": object.__setattr__}
    signature, body = ["self"], ["set_(self, '__class__', twin_)"]
    for one in fields(frozen):  # type: ignore[arg-type]  # a dataclass, which no type says
        if one.kw_only and "*" not in signature:
            signature.append("*")
        names[f"{one.name}_"] = one.default if one.default_factory is MISSING else one.default_factory
        signature.append(f"{one.name}={one.name}_" if _is_optional(one) else one.name)
        made = f"{one.name}_() if {one.name} is {one.name}_ else " if one.default_factory is not MISSING else ""
        body.append(f"self.{one.name} = {made}{one.name}")
    body.append("self.__class__ = frozen_")
    exec(f"def __init__({', '.join(signature)}):\n " + "\n ".join(body), names)  # noqa: S102 - as dataclasses does
    setattr(frozen, "__init__", names["__init__"])  # noqa: B010 - mypy takes the plain form for an instance's
    return frozen


def _is_optional(one: Field[Any]) -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING
