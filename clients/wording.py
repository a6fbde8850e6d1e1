"""How the events of clients read on a timeline, why a score is what it is, and courteous texts to start from."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Lead, Score

# verb: (icon, sentence with the event's data)
WORDING = {
    "business.opened": ("store", _("The business was opened")),
    "criteria.written": ("list-checks", _("The ideal-client list was written")),
    "platform.changed": ("percent", _("The commission of %(platform)s was set to %(percent)s%%")),
    "client.added": ("user-plus", _("The client was added")),
    "client.changed": ("user-pen", _("The client's details were changed")),
    "lead.received": ("inbox", _("An inquiry came in")),
    "lead.scored": ("gauge", _("The lead was scored: %(total)s of 100")),
    "lead.talks_started": ("messages-square", _("Talks began")),
    "lead.accepted": ("thumbs-up", _("The lead was accepted")),
    "lead.declined": ("hand", _("The lead was declined")),
    "lead.reopened": ("undo-2", _("The decision was taken back: %(reason)s")),
    "message.received": ("message-circle", _("The client wrote")),
    "message.replied": ("reply", _("The client was answered")),
    "message.closed": ("message-circle-off", _("It was noted that no reply is needed")),
    "conversation.archived": ("archive", _("The conversation was put to rest")),
    "windows.changed": ("clock", _("The reply windows or the working week were changed")),
    "link.revoked": ("link-2-off", _("A personal link was revoked")),
    "link.asked_again": ("link", _("The client asked for a new link")),
}

SCORE_REASONS: dict[str, str | Promise] = {
    "stop": _("Must-have not met: %(label)s"),
    "ask": _("Must-have still unknown, ask: %(label)s"),
    "weak": _("Speaks against: %(label)s"),
    "fair": _("Partly: %(label)s"),
    "strong": _("Speaks for: %(label)s"),
    "unknown": _("Unknown: %(label)s"),
}

RATINGS: dict[int, str | Promise] = {
    0: pgettext_lazy("rating", "no"),
    1: pgettext_lazy("rating", "hardly"),
    2: pgettext_lazy("rating", "partly"),
    3: pgettext_lazy("rating", "mostly"),
    4: pgettext_lazy("rating", "fully"),
}

DECLINE_REASONS: tuple[str | Promise, ...] = (
    _("A must-have is missing"),
    _("The budget does not fit"),
    _("No time for it now"),
    _("Outside what I do"),
    _("It did not feel right"),
)


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A courteous text to start from: its title in the owner's language, its body in the client's."""

    key: str
    title: str
    body: str


_DECLINES: tuple[tuple[str, Promise | str, Promise | str], ...] = (
    (
        "time",
        _("No time now"),
        _(
            "Hello %(name)s,\n\nThank you for thinking of me for this work. My calendar is full for the coming weeks, "
            "and I would rather say so now than let you wait. I wish the project every success, and I would be glad "
            "to hear from you another time.\n\n%(business)s"
        ),
    ),
    (
        "fit",
        _("Not my field"),
        _(
            "Hello %(name)s,\n\nThank you for your inquiry and for the details. This work lies outside what I do best, "
            "and you deserve somebody who does it every day. I wish you the right person and a good result."
            "\n\n%(business)s"
        ),
    ),
    (
        "terms",
        _("The terms do not meet"),
        _(
            "Hello %(name)s,\n\nThank you for your inquiry. I have read it with care: what you have in mind and the "
            "way I work do not quite meet this time, so I will not take it on. Thank you for your understanding, and "
            "all the best with the project.\n\n%(business)s"
        ),
    ),
)


def decline_texts(lead: Lead) -> list[ReadyText]:
    """Ready answers for declining this lead, in its contact's language; titles in the reader's."""
    values = {"name": lead.contact.name, "business": lead.business.name}
    titles = [str(title) for _key, title, _body in _DECLINES]
    with translation.override(lead.contact.language):
        bodies = [str(body) % values for _key, _title, body in _DECLINES]
    keys = [key for key, _title, _body in _DECLINES]
    return [ReadyText(*parts) for parts in zip(keys, titles, bodies, strict=True)]


def score_reasons(score: Score) -> list[tuple[str, str]]:
    """Why the score is what it is, the gravest first: (kind, sentence); the kinds are SCORE_REASONS' keys."""
    return [
        (reason["code"], str(SCORE_REASONS[reason["code"]]) % {"label": reason["label"]}) for reason in score.reasons
    ]
