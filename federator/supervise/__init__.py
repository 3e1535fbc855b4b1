"""Count what the notices of each unit lack: the validation report. Pure."""

from federator.supervise.validation import in_all, validation

__all__ = ["in_all", "validation"]
