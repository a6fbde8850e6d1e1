"""The browser of this run: the system's Chromium, quiet. A plugin of conftest, so that it outranks Playwright's own."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.services import find

expect.set_options(timeout=15_000)  # milliseconds; a busy machine is late, not wrong


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    quiet = ("gpu", "quic", "background-networking", "component-update", "sync", "dev-shm-usage")
    return {
        "executable_path": find("chromium"),
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)],
    }
