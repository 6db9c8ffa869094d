"""Regime 2, post duty (岗位责任制): authority belongs to posts, and a named person sits on each.

A draft of the scheme may lack anything, but must hang together (:mod:`.joints`). It is approved
only when it is whole (:mod:`.whole`); :func:`pointed_out` shows what stands in nobody's way."""

from shouwen.rules.regimes.post_duty.hints import pointed_out
from shouwen.rules.regimes.post_duty.joints import loose_joints
from shouwen.rules.regimes.post_duty.sentences import SENTENCES
from shouwen.rules.regimes.post_duty.whole import holes

__all__ = ["SENTENCES", "holes", "loose_joints", "pointed_out"]
