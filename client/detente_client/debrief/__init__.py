"""The debrief of a finished match: what happened, who knew, what could have been had. Made from the archive alone.

Floor plan: `report` (all of it as values) out of `timeline` (turns, tension, events), `relations` (trust, insight),
`contacts` (meetings, back-channels, letters, who knew), `proposals` (offers, texts, what was settled), `undertakings`
(pledges, threats, lies) and `deals` (every deal there is, and what each nation could have had); `phrasing` says an
item in a sentence. `sections` and the modules beside it lay the report out as a document of paragraphs, tables and
figures (`document`), which `page` writes as HTML with pictures, `lines` as plain lines, `marked` as Markdown,
`braille` as pictures made of characters; `export` writes the items as JSON Lines; `files` writes what was asked for.
Does not know: terminals, widgets, the rules. Points and frontier were reckoned by the server; here they are drawn.
"""
