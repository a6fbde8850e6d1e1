"""Several workers at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection


def in_threads(count: int, call: Callable[[], bool]) -> list[bool]:
    """The call from several threads at the same moment, each with a database connection of its own."""
    barrier, results = threading.Barrier(count), []

    def work() -> None:
        barrier.wait(10)
        try:
            results.append(call())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results
