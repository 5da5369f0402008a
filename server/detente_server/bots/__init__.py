"""Bots: wire views in, commands out; they know neither match nor state.

Floor plan: `player` (a seat's bot: it hears notices and gives commands), `diplomat` (what to do next, in order of
urgency), then what it weighs: `crisis` (the public pack in numbers), `belief` (what it thinks others want), `aims` (its
own level and offers), `temper` (dove, mixed, hawk), `firebrands` (who presses every turn), `answers`, `table`, `papers`
and `means` (the moves themselves), `sentences` (the words that go with them). `probes`: conducts that nobody should get
rich by.
A bot is given its view, its sheet and the public pack, and acts only through commands (rules, section 13).
"""
