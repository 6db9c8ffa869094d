"""A simulated office that lives by the rules, floor 3: the demo, benchmarks, invariants."""
