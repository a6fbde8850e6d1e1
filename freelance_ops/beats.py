"""What the clock does: every beat, in one table. Each hands `now` to a service that takes only what is due."""

SWEEP = 0  # "as often as the operator's SWEEP_SECONDS says"

# name: (dotted task, seconds between two beats)
BEATS: dict[str, tuple[str, int]] = {}


def schedule(beats: dict[str, tuple[str, int]], sweep_seconds: int) -> dict[str, dict[str, object]]:
    """The table as Celery beat wants it. A beat nobody took within its own interval is dropped, not piled up."""
    return {
        name: {
            "task": task,
            "schedule": seconds or sweep_seconds,
            "options": {"expires": max(seconds or sweep_seconds, 30)},
        }
        for name, (task, seconds) in beats.items()
    }
