"""``python -m shouwen.cli``: the command line without its script, for the processes it starts."""

from shouwen.cli import main

main(prog_name="shouwen")
