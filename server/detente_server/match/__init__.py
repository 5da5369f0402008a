"""One running match: inputs in, effects out; pure.

Floor plan: `settings` (what a match was created with), `inputs` and `effects` (the contract with the host and the
arena), `stream` (who heard what, by whose cursor), `records` (how an input and all that came of it is stored, and read
back), `seats` (who speaks, who is ready, when the talks close), `match` (the match itself), `queries` (questions to
one's own view).
Knows the rules and the wire. Knows no socket, no store, no clock: every input carries `now`.
"""
