"""GROUND. The words of the trade as frozen values. Standard library only; imports no other room."""
