"""The product's own settings with reactions that count, and with back-offs short enough to wait for."""

from freelance_ops.settings import *  # noqa: F403
from freelance_ops.settings import BASE, INSTALLED_APPS, REACTIONS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "chaos"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": [BASE / "chaos" / "templates", *TEMPLATES[0]["DIRS"]]}]

REACTIONS = {
    **REACTIONS,
    "chaos.counted": {"tally": "chaos.acts.tally", "letter": "chaos.acts.write"},
    "chaos.chained": {"chain": "chaos.acts.chain"},
    "chaos.printed": {"print": "chaos.acts.printing"},
}

REACTION_BACK_OFF = (3, 4, 6, 10, 15, 20, 30)
LETTER_BACK_OFF = (1,)
SENDING_LIMIT = 5
