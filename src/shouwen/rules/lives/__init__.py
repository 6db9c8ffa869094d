"""Tables of moves, one small life each: what may be done in which state, by whom, and what it
opens and ends. Data, so that pictures, the act × clause matrix and the truth tables come from
them."""
