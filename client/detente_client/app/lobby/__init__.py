"""The lobby in the app: the tables that there are, what there is to say of each, a line for everything else.

Floor plan: `screen` (list, details, line), `laying` (a table to be set), `picking` (one of several), `actions` (keys).
Does not know: what a line means (`detente_client.lobby`), sockets.
"""
