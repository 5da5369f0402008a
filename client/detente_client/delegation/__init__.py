"""A player's side of one match, whatever he looks at it through: what he was told, where he speaks, what waits.

Floor plan: `delegation` (events in, lines in; entries out), `transcript` (what was told, by room, read and unread),
`rooms` (where each thing belongs), `register` (the rooms as a list), `whereabouts` (where he looks and speaks),
`reading` (an entry as sentences), `bearings` (the figures always in sight), `errands` (asking the server), `clock`
(how long the turn is still open), `notebook` (what the player keeps for himself), `desk` (what he does for himself),
`export` (the transcript as a file), `alerting` (when he is called), `context` (what belongs to a happening).
Does not know: terminals, widgets, sockets.
"""
