"""Texts to carry to a platform's inbox by hand: the sentences of the letters, in the client's language.

Platforms forbid contact outside, so nothing here is mailed, and no address, link or number is left in a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.dates import full_day_text
from orders.models import DelayNotice, Order, OrderKind, OrderState, Submission
from orders.services.updates import draft_update
from reviews.wording import default_ask, thanks_body

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|me|sa|ae|eg|app|co|shop|store|site|online|link|dev|info|example)\b\S*",
    re.I,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w-])(?:\+|00|٠٠)?[\d٠-٩](?:[\s()-]?[\d٠-٩]){7,}(?![\w-])")

BEING_MADE = (OrderState.IN_PROGRESS, OrderState.FINAL_CHANGES)


@dataclass(frozen=True)
class ReadyText:
    """What it is for, in the reader's language, and the text in the client's."""

    title: str | Promise
    text: str


def ready_texts(order: Order, today: date) -> list[ReadyText]:
    """The texts that fit where the order stands; none once it was called off."""
    found = []
    if order.state in BEING_MADE:
        found += [(gettext_lazy("Work shown"), _shown), (gettext_lazy("News of the work"), None)]
        found += [(gettext_lazy("A later day"), _delay)]
    if order.state in (*BEING_MADE, OrderState.DELIVERED):
        found += [(gettext_lazy("Work handed over"), _delivered)]
    if order.state in (OrderState.DELIVERED, OrderState.COMPLETED):
        found += [(gettext_lazy("Thanks"), _thanks), (gettext_lazy("Asking for a review"), _ask)]
    texts = []
    for title, write in found:
        with override(order.contact.language):
            said = draft_update(order, today) if write is None else "\n\n".join(filter(None, write(order)))
        if said:
            texts.append(ReadyText(title, without_addresses(said)))
    return texts


def without_addresses(text: str) -> str:
    """The text without links, e-mail addresses and phone numbers, which a platform would block or punish."""
    for pattern in (_EMAIL, _LINK, _PHONE):
        text = pattern.sub("…", text)
    return text


def to_carry(order: Order, text: str) -> str:
    """A text that the owner copies by hand, as it may stand where the order came from."""
    return without_addresses(text) if order.kind == OrderKind.PLATFORM else text


def _hello(order: Order) -> str:
    return _("Hello %(name)s,") % {"name": order.contact.name}


def _shown(order: Order) -> Iterator[str]:
    """The version that waits for an answer; without one, nothing was shown yet."""
    waiting = Submission.objects.filter(milestone__order=order, outcome="").select_related("milestone")
    round_ = waiting.order_by("-submitted_at").first()
    if round_ is None:
        return
    yield _hello(order)
    words = {"stage": round_.milestone.title}
    if round_.round == 1:
        yield _("“%(stage)s” is ready for you to look at.") % words
    else:
        yield _("A new version of “%(stage)s” is ready, with what you asked for.") % words
    if round_.changed:
        yield f"{_('What changed since last time:')}\n{round_.changed}"
    yield round_.notes
    yield _("Your answer is awaited by %(until)s.") % {"until": full_day_text(round_.answer_due_on)}


def _delay(order: Order) -> Iterator[str]:
    notice = DelayNotice.objects.filter(order=order).select_related("milestone").order_by("-noted_at", "-pk").first()
    if notice is None or notice.state != DelayNotice.State.SENT:
        return
    yield _hello(order)
    words = {
        "number": order.number, "title": order.title, "old_day": full_day_text(notice.old_on),
        "new_day": full_day_text(notice.new_on), "stage": notice.milestone.title if notice.milestone else "",
    }  # fmt: skip
    if notice.milestone:
        yield (
            _(
                "Stage “%(stage)s” of order %(number)s was agreed for %(old_day)s. That day cannot be kept. "
                "The new day is %(new_day)s."
            )
            % words
        )
    else:
        yield (
            _(
                "Order %(number)s, “%(title)s”, was agreed for %(old_day)s. That day cannot be kept. "
                "The new day is %(new_day)s."
            )
            % words
        )
    yield f"{_('The cause:')} {notice.cause}"
    yield f"{_('To make up for it:')} {notice.remedy}" if notice.remedy else ""
    yield _(
        "I am sorry: the day was agreed, and you planned by it. If the new day does not suit you, please say so and we "
        "will look for another way."
    )


def _delivered(order: Order) -> Iterator[str]:
    yield _hello(order)
    yield _("Everything agreed in order %(number)s is done, and the work is handed over.") % {"number": order.number}
    yield _("Please look at it and accept it on the order's page here. If something is missing, one list is enough.")


def _thanks(order: Order) -> Iterator[str]:
    yield _hello(order)
    yield thanks_body(title=order.title, language=order.contact.language)


def _ask(order: Order) -> Iterator[str]:
    yield _hello(order)
    yield default_ask(order.contact.language)
