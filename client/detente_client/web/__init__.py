"""The app in a browser: each tab that opens the page has an app process of its own, through textual-serve.

Floor plan: `page` (what the browser is given, and under which rules it may run), `tab` (one tab's process, from its
beginning to its certain end), `tabs` (which there are, how many at once, which come back), `site` (who may open the
page, its socket), `serving` (listening, the printed URL).
Does not know: what is played in a tab (the command is given), widgets.
"""
