"""What is done with the file of a finished match: step through it, or make its debrief.

Owns: the commands `replay` and `debrief`.
Does not know: what an archive holds.
"""

from __future__ import annotations

from pathlib import Path

import click

from detente_client.cli.running import run
from detente_client.cli.seating import can_show_app
from detente_client.i18n import tr

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--as", "nation", metavar="NATION", help="As this nation saw it at the time.")
@click.option("--turn", type=int, help="This turn alone, in lines; 0 is what came before the first.")
@click.option("--all", "everything", is_flag=True, help="Everything that anybody was told, in lines.")
@click.option("--plain", is_flag=True, help="Lines of text, as in a pipe or for a screen reader.")
def replay(file: Path, nation: str | None, turn: int | None, everything: bool, plain: bool) -> None:
    """Go through the finished match in FILE, seeing what a nation saw at the time."""
    if everything and nation:
        raise click.UsageError(tr("Either --as or --all."))

    async def shown() -> int:
        if plain or everything or turn is not None or not can_show_app():
            from detente_client.plain import replay as in_lines

            in_lines.at_screen(file, nation, turn, whole=everything)
            return 0
        from detente_client.app.sitting import replayed

        return await replayed(file, nation)

    run(shown)


@click.command()
@click.argument("archive", type=FILE)
@click.option("--as", "nation", metavar="NATION", help="This nation's points and deals come first.")
@click.option("-o", "--output", type=FILE, help="Write one page of HTML that needs nothing else.")
@click.option("--markdown", type=FILE, help="Write it as Markdown.")
@click.option("--json", "as_json", type=FILE, help="Write its items as JSON Lines.")
def debrief(
    archive: Path, nation: str | None, output: Path | None, markdown: Path | None, as_json: Path | None
) -> None:
    """Tell what became of the match in ARCHIVE: who knew what, what could have been had.

    Without a file to write to it is printed in plain lines.
    """
    from detente_client.debrief import files

    async def shown() -> int:
        files.at_screen(files.Wish(archive, nation, output, markdown, as_json))
        return 0

    run(shown)
