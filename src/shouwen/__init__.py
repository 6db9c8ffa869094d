"""Shouwen (首问): software for public offices in which nothing that comes in is ever nobody's."""

__version__ = "0.1.0"
