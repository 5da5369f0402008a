"""`python -m detente_server`: the same as the command `detente-server`."""

from detente_server.cli import main

main(prog_name="detente-server")
