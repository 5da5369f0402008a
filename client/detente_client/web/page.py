"""What the browser is given: a page of our own, without a single outside host, and the rules under which it runs.

Owns: the page, sentences as pages, the headers of every answer.
Does not know: who may have it.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import textual_serve

from detente_client.i18n import language, tr

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
        "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def terminal_page(socket: str, font_size: int) -> str:
    """The page of a tab; `socket`: where its WebSocket is, to which the page adds the name of the tab."""
    words = "\n".join(_closed(why, sentence, button) for why, sentence, button in _ends())
    return _page(
        """<link rel="stylesheet" href="own/page.css">
<link rel="stylesheet" href="terminal/css/xterm.css">
<script src="own/page.js"></script>
<script src="terminal/js/textual.js"></script>""",
        f"""<noscript><p class="word">{escape(tr("The game in a browser needs JavaScript."))}</p></noscript>
<p class="word" id="waiting">D É T E N T E<br>{escape(tr("One moment."))}</p>
<div role="status">
{words}
</div>
<main id="terminal" class="textual-terminal" aria-label="{escape(tr("The game, as a terminal"), quote=True)}"
 data-session-websocket-url="{escape(socket, quote=True)}" data-font-size="{font_size}"></main>""",
    )


def _ends() -> list[tuple[str, str, str]]:
    """Why a session is over (`page.js` knows the numbers), what is said of it, and on the button if there is one."""
    kept = tr("What was played is kept.")
    return [
        ("over", f"{tr('The game is closed.')} {kept}", tr("Open it again")),
        ("failed", f"{tr('The game has ended badly.')} {kept}", tr("Open it again")),
        ("cut", tr("The connection was cut. The game waits; this page goes on by itself."), ""),
        (
            "lost",
            f"{tr('Nobody answers at this address.')} {kept} "
            + tr("If detente web was ended, start it again and open the address that it prints."),
            tr("Try again"),
        ),
        (
            "ended",
            f"{tr('detente web was ended.')} {kept} {tr('Start it again and open the address that it prints.')}",
            "",
        ),
        ("full", " ".join((tr("All tables of this page are taken."), tr("Try again when somebody has left."))),
         tr("Try again")),
        ("elsewhere", tr("This game goes on in another tab, which was made from this one."), tr("Go on here")),
    ]  # fmt: skip


def _closed(why: str, sentence: str, button: str) -> str:
    pressed = f'\n<button type="button">{escape(button)}</button>' if button else ""
    return f'<div class="word" data-why="{why}" hidden><p>{escape(sentence)}</p><pre class="said"></pre>{pressed}</div>'


def sentence_page(*sentences: str) -> str:
    """A page that says something."""
    said = "<br>".join(escape(sentence) for sentence in sentences)
    plain = "body { font-family: monospace; background: #14181d; color: #e6e1d6; text-align: center; margin: 20% 2em; }"
    return _page(f"<style>{plain}</style>", f"<p>{said}</p>")


def _page(head: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{escape(language(), quote=True)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, interactive-widget=resizes-content">
<title>Détente</title>
<link rel="icon" href="data:,">
{head}
</head>
<body>
{body}
</body>
</html>
"""
