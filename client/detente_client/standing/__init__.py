"""How things stand and how they came to: what the pages of nations, ladder and timeline draw, and `/timeline` prints.

Floor plan: `courses` (a dial turn by turn, with its causes), `charts` (numbers as rows of blocks), `portrait` (a
nation, section by section) with `dealings` (promises, texts and pressure of it), `relations` (who stands how to whom),
`crisis` (ladder, accident, what cools), `chronicle` (what happened when, as it is heard), `ahead` (what will come).
Does not know: widgets, the line mode. Nothing is here that the viewer was not told.
"""
