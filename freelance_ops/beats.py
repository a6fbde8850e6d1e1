"""What the clock does: every beat, in one table. Each hands `now` to a service that takes only what is due."""

DAY = 24 * 3600
SWEEP = 0  # "as often as the operator's SWEEP_SECONDS says"

# name: (dotted task, seconds between two beats)
BEATS: dict[str, tuple[str, int]] = {
    "heartbeat": ("outbox.tasks.heartbeat", 30),
    "owed reactions": ("outbox.tasks.sweep_reactions", SWEEP),
    "owed letters": ("outbox.tasks.sweep_letters", SWEEP),
    "opened windows": ("clients.tasks.remind_open_windows", SWEEP),
    "offers that ran out": ("orders.tasks.expire_offers", 900),
    "clients who keep silent": ("orders.tasks.hold_for_silence", 900),
    "news that is due": ("orders.tasks.ask_for_news", 900),
    "payments due by date": ("orders.tasks.fall_due_by_date", 900),
    "platform money set free": ("payments.tasks.free_earnings", 900),
    "payment reminders": ("payments.tasks.send_due_reminders", 300),
    "reviews to ask for": ("reviews.tasks.send_due_asks", 900),
    "old letters": ("outbox.tasks.forget_old_bodies", DAY),
    "old openings": ("clients.tasks.forget_old_openings", DAY),
    "files taken off the tray": ("orders.tasks.forget_removed_files", DAY),
    "orphaned files": ("files.tasks.sweep_orphans", DAY),
}


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
