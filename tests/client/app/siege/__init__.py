"""The app under siege: every screen, filled by an enemy, in a terminal of its own.

Floor plan: `places` (the table: what is looked at, and which fields stand there), `match` and `house` (how each place
is come to), `stage` (what the ways have in common), `program` (the process that a test attacks), `terminal` (the other
end of its terminal), `frames` (what must be so on every screen).
"""
