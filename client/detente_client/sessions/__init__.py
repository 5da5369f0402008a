"""A player on a server and at its tables, without any front end: what `sdk` hands to authors of bots.

Floor plan: `session` (the lobby, packs, what the host does for us), `post` (who waits for what on the connection),
`table` (what any front end needs of one match), `attended` (that, over the network), `assets` (public parts of packs).
Does not know: sentences about the game, screens.
"""
