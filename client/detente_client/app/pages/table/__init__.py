"""The page of the table: what is bargained over, and the texts that come of it.

Floor plan: `page` (the row of views), `view` (what every view can do), `issues` (options, and the package that is put
together), `optionrows` (a row of it each), `offers`, `known`, `texts`, `draft` (the editor), `compare`, `signing` (the
exact words before a name is put under them), `painting` (signs and styles that the views share).
Does not know: what anything is worth or how it stands: `detente_client.bargaining` arranges it.
"""
