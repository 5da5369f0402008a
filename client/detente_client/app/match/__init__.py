"""The screen of a match: a bar, a row of pages, the page that is looked at, the line that is typed.

Floor plan: `screen` (the surface of a delegation), `actions` (its keys), `status` (the bar), `composer` (the line).
Does not know: what stands on a page.
"""
