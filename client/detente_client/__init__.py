"""The player's client: it knows only the wire.

Floor plan: `cli` (the command `detente`) with `solo`, `joining`, `replay`; the network below them: `link` (without a
socket of its own in `link.core`), `session`, `attended` (one match, a `table.Table`), gathered for bot authors in
`sdk`; what a front end needs of a match: `publicpack`, `describe`, `telling`, `handles`, `debriefing`; and the first
front end, `plain`.
Does not know: the server, the rules, a match's state. It sees what its seat is told.
"""
