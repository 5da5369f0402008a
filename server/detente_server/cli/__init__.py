"""The commands of hosts and modders: `detente-server` and `detente-pack`. Flags only, no logic.

What a command needs is imported when it runs, so that `--help` and `check` are quick.
"""

from detente_server.cli import keeping as keeping
from detente_server.cli import playing as playing
from detente_server.cli.packing import pack as pack
from detente_server.cli.serving import main as main
