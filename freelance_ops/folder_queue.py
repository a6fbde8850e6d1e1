"""Celery's queue in a folder, made safe against what is read while it is being written.

The library fills a message under its final name; a worker that looks at that moment takes half of it, and ends. Ours
is written beside and renamed, and what cannot be read is dropped: a message only says "look now", no work is lost.
"""

import logging
import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.encoding import str_to_bytes
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """The library's, with messages that appear whole."""

    def _put(self, queue: str, payload: Any, **more: Any) -> None:  # type: ignore[override]  # as kombu has it
        folder = Path(self.data_folder_out)
        name = f"{int(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        unfinished = folder / f"{name}.part"
        try:
            unfinished.write_bytes(str_to_bytes(dumps(payload)))
            os.replace(unfinished, folder / name)
        except OSError as problem:
            unfinished.unlink(missing_ok=True)
            raise ChannelError(f"Cannot add {name} to {folder}") from problem

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        try:
            return super()._get(queue)
        except ValueError as problem:
            logger.warning("A message that could not be read was dropped: %s", problem)
            raise Empty from problem

    def _queue_bind(self, exchange: str, routing_key: Any, pattern: Any, queue: Any) -> None:
        try:
            super()._queue_bind(exchange, routing_key, pattern, queue)
        except ValueError:  # half written when a machine stopped: every process writes its own line again
            (Path(self.control_folder) / f"{exchange}.exchange").unlink(missing_ok=True)
            super()._queue_bind(exchange, routing_key, pattern, queue)

    def get_table(self, exchange: str) -> Any:
        """The queues of an exchange; while another process is writing the list, a moment later."""
        for _try in range(5):
            try:
                return super().get_table(exchange)
            except ValueError:
                time.sleep(0.02)
        return []


class Transport(filesystem.Transport):
    """What `filesystem://` means here."""

    Channel = Channel
