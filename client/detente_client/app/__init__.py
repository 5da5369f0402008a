"""The full-screen client, in Textual: the same delegation as in the line mode, looked at through widgets.

Floor plan: `app` (the application: themes, keymap, the journey), `sitting` (what a journey asks of a screen), `kit`
(every widget that shows text, safe by construction), `actions` (what keys do, as a table), `keymap`, `themes`, `match/`
(the screen of a match), `pages/` (one for each thing that is looked at), and a module for each other screen.
Does not know: sockets, what commands mean, how a notice is worded. Nothing outside this package imports Textual.
"""
