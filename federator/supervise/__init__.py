"""How units fare in what they publish. Pure: values in, values out."""

from federator.supervise.validation import in_all, is_missing, validation

__all__ = ["in_all", "is_missing", "validation"]
