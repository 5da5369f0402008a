"""The connection to a server that nobody has to look after.

Floor plan: `address` (where to), `core` (what to say and what was heard, no I/O), `pausing` (how long to wait),
`memory` (what outlives the process), `line` (the socket).

Knows the wire; knows nothing of views, packs, terminals.
"""
