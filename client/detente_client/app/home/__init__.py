"""Home in the app: what there is to choose from, a crisis set up, a server named.

Floor plan: `screen` (the list and what there is to say of each row), `setup` (before a game), `visiting` (a server),
`actions` (keys).
Does not know: what there is to choose from (`detente_client.home`), what comes of a choice.
"""
