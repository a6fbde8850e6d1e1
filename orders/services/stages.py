"""What every act on a stage begins and ends with: the order's lock, the stage as it stands now, and the event."""

from datetime import datetime

from core.actors import Actor
from orders.errors import OrderIsClosed, WrongPerson
from orders.models import Milestone, Order, OrderState
from outbox.services.events import emit

from .locking import WORKING_STATES, locked

ASKABLE = WORKING_STATES | {OrderState.COMPLETED}  # a wish may come after the end too


def locked_stage(milestone: Milestone) -> Milestone:
    """The stage and its order as they stand now, the order's row locked. Raises OrderIsClosed when not worked on."""
    order = locked(milestone.order)
    must_be_worked_on(order)
    fresh = Milestone.objects.get(pk=milestone.pk)
    fresh.order = order
    return fresh


def must_be_worked_on(order: Order) -> None:
    """Raises OrderIsClosed before the work begins and after it ended."""
    if order.state not in WORKING_STATES:
        raise OrderIsClosed(state=order.get_state_display())


def must_be_client(order: Order, client_id: int) -> None:
    """Raises WrongPerson unless the contact belongs to the order's client."""
    if order.client_id != client_id:
        raise WrongPerson()


def tell_stage(milestone: Milestone, verb: str, by: Actor, now: datetime, **data: object) -> None:
    """Write the stage's event `verb` in the caller's transaction; the order's number and the position go with it."""
    order = milestone.order
    emit(
        business=order.business, verb=verb, subject=("milestone", milestone.ref), actor=by, now=now,
        client_ref=order.client.ref, order_ref=order.ref,
        data={"number": order.number, "position": milestone.position, **data},
    )  # fmt: skip
