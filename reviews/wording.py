"""How the events of reviews read on a timeline, and the texts to start from: the ask, the thanks, the reminder."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# verb: (icon, sentence with the event's data)
WORDING = {
    "review.asked": ("star", _("The client was asked for a review of order %(number)s")),
    "review.reminded": ("bell", _("The client was reminded of the review, once")),
    "review.answered": ("message-square-quote", _("The client reviewed order %(number)s: %(overall)s of 5")),
    "review.waived": ("minus", _("No review is asked for order %(number)s; the reason was kept")),
    "review.closed": ("hourglass", _("The request for a review of order %(number)s closed without an answer")),
    "review.published": ("globe", _("The review of order %(number)s was published")),
    "review.hidden": ("lock", _("The review of order %(number)s was hidden")),
}

_ASK = _(
    "Thank you for your trust and for working together.\n\nEach piece of work should be better than the one before it, "
    "and your honest view helps with that: what went well, and what could have gone better. A few words are enough; "
    "it takes about two minutes."
)
_GREETING = _("Hello %(name)s,")
_THANKS = _(
    "Thank you for working together on “%(title)s”. Everything that was agreed has been handed over, and the files "
    "stay on the order's page. Should anything come up with them, a message is enough.\n\nIt would be a pleasure to "
    "work with you again: for the next idea, one line is enough."
)
_REMINDER = _(
    "A short reminder, and the only one: your honest view of “%(title)s” would help to make the next work better. "
    "Thank you, whether or not there is time for it."
)


def default_ask(language: str) -> str:
    """The house's own wording of the ask: thanks, purpose, nothing that presses."""
    with translation.override(language):
        return str(_ASK)


def by_hand(*, body: str, name: str, sender: str, language: str) -> str:
    """A text to carry to a platform's inbox: greeting, body, signature."""
    with translation.override(language):
        return f"{_GREETING % {'name': name}}\n\n{body}\n\n{sender}"


def thanks_body(*, title: str, language: str) -> str:
    """Thanks, where the files are, and the invitation to come back."""
    with translation.override(language):
        return str(_THANKS) % {"title": title}


def reminder_body(*, title: str, language: str) -> str:
    """The one reminder."""
    with translation.override(language):
        return str(_REMINDER) % {"title": title}


def stars_text(stars: int) -> str:
    """«4 stars of 5» in the reader's language, for screen readers and plain text."""
    return ngettext("%(count)s star of 5", "%(count)s stars of 5", stars) % {"count": stars}
