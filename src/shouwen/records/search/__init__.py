"""Texts as tokens that a database can count (decision 14).

What a service is found by is laid down when it is drafted and when it is published, an entry of the
directory when it comes or changes; which come first is for queries to say."""

from shouwen.records.search.tokens import found_by, listed_by

__all__ = ["found_by", "listed_by"]
