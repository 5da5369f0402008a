"""What the browser is given: a page of our own, without a single outside host, and the rules under which it runs.

Owns: the page, sentences as pages, the headers of every answer.
Does not know: who may have it.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import textual_serve

from detente_client.i18n import tr

OWN = Path(__file__).parent / "static"
"""Our style and script."""
TERMINAL = Path(textual_serve.__file__).parent / "static"
"""The terminal's script, style and font, which come with textual-serve."""


def headers(host: str) -> dict[str, str]:
    """For every answer; `host`: as the browser names us, for its socket."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data: blob:; connect-src 'self' ws://{host} wss://{host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def terminal_page(socket: str, font_size: int) -> str:
    """The page of a tab; `socket`: the address of its WebSocket."""
    return _page(
        """<link rel="stylesheet" href="own/page.css">
<link rel="stylesheet" href="terminal/css/xterm.css">
<script src="terminal/js/textual.js"></script>
<script src="own/page.js" defer></script>""",
        f"""<noscript><p class="word">{escape(tr("The game in a browser needs JavaScript."))}</p></noscript>
<p class="word" id="waiting">D É T E N T E<br>{escape(tr("One moment."))}</p>
<div class="word" id="closed"><p>{escape(tr("The game is closed. What was played is kept."))}</p>
<button type="button" id="again">{escape(tr("Begin anew"))}</button></div>
<main id="terminal" class="textual-terminal" data-session-websocket-url="{escape(socket, quote=True)}"
 data-font-size="{font_size}"></main>""",
    )


def sentence_page(*sentences: str) -> str:
    """A page that says something."""
    said = "<br>".join(escape(sentence) for sentence in sentences)
    plain = "body { font-family: monospace; background: #14181d; color: #e6e1d6; text-align: center; margin: 20% 2em; }"
    return _page(f"<style>{plain}</style>", f"<p>{said}</p>")


def _page(head: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Détente</title>
<link rel="icon" href="data:,">
{head}
</head>
<body>
{body}
</body>
</html>
"""
