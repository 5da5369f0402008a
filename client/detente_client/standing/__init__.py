"""How things stand and how they came to: what the pages of nations, ladder and timeline draw, and `/timeline` prints.

Floor plan: `identity` (who a nation is, what all see of it), `portrait` (a nation, section by section) with `dealings`
(promises, texts and pressure of it), `relations` (who stands how to whom), `courses` (a dial turn by turn, with its
causes), `crisis` (ladder, accident, what cools), `chronicle` (what happened when, as it is heard), `effects` (what
moved by it), `timeline`, `ahead` (what will come), `lookups` and `pages` (the same in lines).
Does not know: widgets, the line mode. Nothing is here that the viewer was not told.
"""
