"""One running match: inputs in, effects out; pure.

Floor plan: `settings` (what a match was created with), `inputs` and `effects` (the contract with the host and the
arena), `match` (the match itself); what an input comes to: `seating` and `muster` (who sits where), `turns`, `clock`
and `closing` (when talks close, and what then), `orders` (of those in charge), `polls` (of the table); `writing`,
`records` and `kinds` (how all of it is stored, and read back), `seats` (the fold of it), `stream` (who heard what, by
whose cursor); `queries` (questions to one's own view) and `previews` of acts: `sight`, `charges`, `hindrances`.
Knows the rules and the wire. Knows no socket, no store, no clock: every input carries `now`.
"""
