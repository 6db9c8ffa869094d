"""Benchmarks: each measured beside its limit in the same run (``shouwen bench``).

A limit is the same work done by the least code that could do it: hand-written SQL that writes the
very same rows with the same durability, the page's statements alone, a bare loop. ``ratio`` says
what part of the limit's speed is reached (1 is the limit itself); of two sizes it says how much
slower the larger one is."""

from shouwen.bench.measures import MEASURES, run

__all__ = ["MEASURES", "run"]
