"""Rows to facts: the only mapper between tables and the facets that guards look at.

Lock order, the same in every act: the matter's row first, counters last (``docs/locks.md``)."""
