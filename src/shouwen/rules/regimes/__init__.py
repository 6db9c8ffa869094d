"""The seven regimes, a package each. None imports another; where they meet is ``rules.judge``."""
