"""Files taken off a tray: after some days nobody asks for them back, and their bytes need not be kept."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from orders.models import Download, WorkFile

GRACE = timedelta(days=7)


def forget_removed_files(*, now: datetime) -> int:
    """Drop the files that were taken off their tray a week ago or longer; how many.

    What the client was shown is never taken off, and what anybody downloaded is evidence: both stay. The sweep of
    orphaned files then removes the bytes, which nothing points at any more.
    """
    taken = Download.objects.filter(file=OuterRef("pk"))
    rows = WorkFile.objects.filter(removed_at__lt=now - GRACE, submission=None).exclude(Exists(taken))
    _gone, kinds = rows.delete()
    return kinds.get(WorkFile._meta.label, 0)
