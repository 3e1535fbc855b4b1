"""How units fare in what they publish. Pure: values in, values out."""

from federator.supervise.validation import in_all, validation

__all__ = ["in_all", "validation"]
