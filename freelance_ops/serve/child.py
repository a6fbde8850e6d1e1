"""One supervised process: it dies with us, and comes back when it dies alone."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_WAIT = 30.0  # seconds between two tries
SETTLED = 30.0  # a child that ran this long starts again without waiting longer each time


def die_with(parent: int) -> Callable[[], None]:
    """For the child, before it becomes its program: the kernel sends SIGTERM when `parent` is gone, however it went."""
    libc = ctypes.CDLL(None)

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return prepare


class Child:
    """A named command kept running. Its process id is in `<run folder>/<name>.pid` for whoever looks after it."""

    def __init__(self, name: str, command: Sequence[str], run_folder: Path, cwd: Path) -> None:
        self.name, self.command, self.cwd = name, list(command), cwd
        self.pid_file = run_folder / f"{name}.pid"
        self.process: subprocess.Popen[bytes] | None = None
        self.started = 0.0
        self.failures = 0
        self.retry_at = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone: we stop the children in order
            preexec_fn=die_with(os.getpid()),
        )
        self.started = time.monotonic()
        self.pid_file.write_text(str(self.process.pid))

    def look_after(self) -> str:
        """Restarts the process when its time has come; returns what there is to say, or ""."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.retry_at:
                self.start()
            return ""
        if self.process.poll() is None:
            return ""
        self.signal_all(signal.SIGKILL)  # whatever it left behind would hold its port
        self.failures = 1 if now - self.started > SETTLED else self.failures + 1
        wait = min(0.5 * 2 ** (self.failures - 1), LONGEST_WAIT)
        code, self.process, self.retry_at = self.process.returncode, None, now + wait
        return f"{self.name} ended ({code}); starting it again in {wait:g} s"

    def signal_all(self, number: signal.Signals) -> None:
        """Signals the process and everything it started."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal.SIGTERM)

    def end(self, deadline: float) -> None:
        """Waits until `deadline` (monotonic seconds), then kills what is left."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        self.signal_all(signal.SIGKILL)
        self.process.wait()
        self.pid_file.unlink(missing_ok=True)
