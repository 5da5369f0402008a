"""A class of six tables: what docs/how-to/teach-a-class.md tells a teacher to type, typed."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from tests.client.people import Served, Talker, in_terminal, piped

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "teach-a-class.md"
TABLES = 6
SEATS = ("gbr", "prc", "hkg")


def typed(who: str) -> list[str]:
    """The lines of the page that somebody types."""
    lines = re.findall(rf"^ +{who}> (.+)$", PAGE.read_text(encoding="utf-8"), re.M)
    assert lines, who
    return lines


def settings() -> str:
    """The configuration of the page, but for the address to listen on."""
    found = re.search(r"^   host = .*?\n((?:   [^`\n]+\n)+)", PAGE.read_text(encoding="utf-8"), re.M)
    assert found is not None
    return "\n".join(line.strip() for line in found[1].splitlines()) + "\n"


def nth(talker: Talker, pattern: str, n: int) -> None:
    """Wait until this stands in the output so many times."""
    talker.until(rf"(?:{pattern}.*?){{{n}}}")


def codes_of(teacher: Talker) -> list[str]:
    """Every table is set, and its code asked for."""
    (create,) = typed("lobby")
    code, back = typed("umpire")[:2]
    for n in range(1, TABLES + 1):
        teacher.type(create)
        nth(teacher, "The talks begin when everybody has come", n)
        teacher.type(code)
        nth(teacher, "Others come with: /join", n)
        teacher.type(back)
        nth(teacher, "/help explains the lobby", n + 1)
    return re.findall(r"code of this table: ([a-z2-7]{5}-[a-z2-7]{5})", teacher.output)


def test_a_teacher_does_what_the_page_says(tmp_path: Path) -> None:
    served = Served(tmp_path / "data", settings())
    try:
        with in_terminal(tmp_path / "teacher", "join", served.address, "--name", "Teacher") as teacher:
            teacher.until("/help explains the lobby")
            codes = codes_of(teacher)
            assert len(set(codes)) == TABLES
            with contextlib.ExitStack() as room:
                pupils = [sit(room, tmp_path, served, codes[0], seat) for seat in SEATS]
                for pupil in pupils:
                    pupil.until("Turn 1, ")
                teacher.type("/matches")
                teacher.until(f"1: .*? Code {codes[0]}. .*? 2: .*? Code {codes[1]}. ")
                teacher.type("/umpire 1")
                teacher.until("Turn 1, ")
                orders(teacher, pupils)
                for pupil in pupils:
                    pupil.until("The match is over")
    finally:
        served.kill()


def sit(room: contextlib.ExitStack, folder: Path, served: Served, code: str, seat: str) -> Talker:
    """A pupil takes a seat with the code on the board."""
    (line,) = typed("pupil")
    words = (
        line.replace("ADDRESS", served.address).replace("CODE", code).replace("NAME", f"Pupil-{seat}").split()
    )
    return room.enter_context(piped(folder / seat, *words[1:], "--as", seat))


def orders(teacher: Talker, pupils: list[Talker]) -> None:
    """What the teacher types at a table, and what the pupils see of it."""
    britain, china, hongkong = pupils
    whisper, news, extend, silence, *each = typed("umpire")[2:]
    teacher.type(whisper)
    britain.until("Ask China what the word matters to it")
    teacher.type(news)
    for pupil in pupils:
        pupil.until("The market falls by a tenth")
    teacher.type(extend)
    china.until("umpire extends the talks by 5 minutes")
    teacher.type(silence)
    teacher.until("prc may not write here until")
    assert "Ask China" not in china.output + hongkong.output
    pause, go_on, more, end = each
    teacher.type(pause)
    teacher.until("Ordered at 1 of 1 tables")
    hongkong.until("umpire stops the clock")
    teacher.type(go_on)
    hongkong.until("umpire lets the clock run")
    teacher.type(more)
    teacher.type(end)
