"""GROUND. How Chinese sites write things down: charsets, addresses, dates, numbers, titles. Pure functions."""
