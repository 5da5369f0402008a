"""Which tabs there are: at most so many, each found again by its name, ended when nobody has looked on for a while.

Owns: `Tabs`: the limit, which tab gives way, how long one is kept that nobody looks at.
Does not know: sockets, pages, what an app is (its command is given).

A tab that is loaded anew, or whose connection was cut, comes back under its name and finds its app as it left it. One
whose app has been ended meanwhile begins with what there is to go on with.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from attrs import define, field

from detente_client.web.tab import Tab, Watcher

REMEMBERED = 500
"""So many names of tabs are remembered whose apps were ended because nobody looked on."""


@define(eq=False)
class Tabs:
    """The tabs of one page."""

    command: Sequence[str]
    """Of an app."""
    again: Sequence[str]
    """Of the app of a tab that comes back too late."""
    limit: int
    linger_s: float
    """Seconds that an app lives on while nobody looks on."""
    open: dict[str, Tab] = field(factory=dict, init=False)
    _lingering: dict[str, asyncio.Task[None]] = field(factory=dict, init=False)
    _ending: dict[asyncio.Task[None], str] = field(factory=dict, init=False)
    _left: dict[str, None] = field(factory=dict, init=False)

    async def enter(
        self,
        name: str,
        watcher: Watcher,
        width: int,
        height: int,
        taken: Callable[[Watcher], Awaitable[None]],
    ) -> Tab | None:
        """The tab of this name, looked at by this watcher from now on; None: all are taken.

        `taken`: tells who looked on until now.
        """
        if not await self._room(name):
            return None
        if name not in self.open:
            return await self._begin(name, watcher, width, height)
        if (task := self._lingering.pop(name, None)) is not None:
            task.cancel()
        tab = self.open[name]
        before, tab.watcher = tab.watcher, watcher
        if before is not None:
            await taken(before)
        await tab.redraw(width, height)
        return tab

    async def leave(self, name: str, tab: Tab, watcher: Watcher) -> None:
        """This watcher looks on no more."""
        if tab.watcher is not watcher:
            return  # somebody else does
        tab.watcher = None
        if tab.over.is_set() or not self.linger_s:
            await asyncio.shield(self._end(name))
        elif name in self.open:
            self._lingering[name] = asyncio.create_task(self._linger(name, tab))

    async def close(self) -> None:
        """No app is left."""
        for name in [*self.open]:
            self._end(name)
        await asyncio.gather(*self._ending, return_exceptions=True)

    # -- within the limit -----------------------------------------------------------------------------------------

    async def _room(self, name: str) -> bool:
        """Whether there is a tab of this name, or room for one; what is being ended is waited for."""
        while name not in self.open:
            if name not in self._ending.values():
                if len(self.open) + len(self._ending) < self.limit:
                    return True
                if not self._ending and not self._give_way():
                    return False
            await asyncio.wait([*self._ending], return_when=asyncio.FIRST_COMPLETED)
        return True

    async def _begin(self, name: str, watcher: Watcher, width: int, height: int) -> Tab:
        late = name in self._left
        self._left.pop(name, None)
        self.open[name] = tab = Tab(self.again if late else self.command)
        tab.watcher = watcher
        try:
            await tab.start(width, height)
        except BaseException:
            self._end(name)
            raise
        return tab

    def _give_way(self) -> bool:
        """Whoever has been looked at by nobody for longest; False: all are looked at."""
        name = next(iter(self._lingering), None)
        if name is not None:
            self._end(name, left=True)
        return name is not None

    async def _linger(self, name: str, tab: Tab) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(tab.over.wait(), self.linger_s)
        self._end(name, left=not tab.over.is_set())

    def _end(self, name: str, *, left: bool = False) -> asyncio.Task[None]:
        """Begin to end it; `left`: nobody looked on, and its tab may come back."""
        if left:
            self._left[name] = None
            while len(self._left) > REMEMBERED:
                del self._left[next(iter(self._left))]
        if (waiting := self._lingering.pop(name, None)) not in (None, asyncio.current_task()):
            waiting.cancel()
        task = asyncio.create_task(_ended(self.open.pop(name, None)))
        self._ending[task] = name
        task.add_done_callback(partial(self._ending.pop))
        return task


async def _ended(tab: Tab | None) -> None:
    if tab is not None:
        await tab.end()
