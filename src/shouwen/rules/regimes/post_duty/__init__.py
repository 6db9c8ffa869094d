"""Regime 2, post duty (岗位责任制): authority belongs to posts, and a named person sits on each."""
