"""`python -m detente_client`: the same as the command `detente`."""

from detente_client.cli import main

main(prog_name="detente")
