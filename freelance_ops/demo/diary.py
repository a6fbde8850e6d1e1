"""The year in its order: what everybody did is collected first and then lived through day by day."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .desk import OPENED, DemoDesk

RECENT = 60  # days in which every morning counts; before, one in five is enough
A_WHILE = timedelta(minutes=10)  # what follows from an act has happened by then
Act = Callable[[datetime], object]


@dataclass
class Diary:
    """Acts with their moments. Numbers of papers rise with their dates because the acts run in order of time."""

    desk: DemoDesk
    entries: list[tuple[datetime, Act]] = field(default_factory=list)

    def add(self, at: datetime, act: Act) -> None:
        self.entries.append((at, act))

    def live(self) -> None:
        """Every act at its moment, and between them the workers' mornings."""
        for days in [*range(OPENED - 1, RECENT, -5), *range(RECENT, -1, -1)]:
            self.add(self.desk.at(days, 9, 2), self.desk.tick)
        for days in range(RECENT, -1, -1):
            self.add(self.desk.at(days, 11, 2), self.desk.remind)
        for at, act in sorted(self.entries, key=lambda entry: entry[0]):
            act(at)
            if act not in (self.desk.tick, self.desk.remind):
                self.desk.settle(at + A_WHILE)
