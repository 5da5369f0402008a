"""What is on the table, arranged for looking at: options and who stands behind them, packages, what is known, texts.

Floor plan: `positions` (every option, its points, who offers it), `packages` (what one is worth, two side by side),
`knowledge` (what is known of others, and how), `offers`, `texts` (each as it stands), `differences` (two texts clause
by clause), `about` (one option at length), `appraisal` (what the server says of a text), `folio` (what the player is
working at).
Does not know: commands' rows, widgets, sockets. Everything is reckoned from the player's own view.
"""
