"""The last part of an order's page: what stands between the work and its end, its days and its holds."""

from functools import cached_property

from orders.models import ChangeList, Instalment, MilestoneState, OrderHold, OrderState
from orders.services.delivering import final_changes_of
from orders.services.risk import Risk, risk_of_order
from payments.models import Invoice

from .order_page import OrderPage


class Closing:
    """Read beside `OrderPage`, from the same order."""

    def __init__(self, page: OrderPage) -> None:
        self.page, self.order = page, page.order

    @cached_property
    def holds(self) -> list[OrderHold]:
        """The holds that stand now, the oldest first."""
        return list(OrderHold.objects.standing().filter(order=self.order).order_by("since", "pk"))

    @property
    def risk(self) -> str:
        return risk_of_order(self.order, today=self.page.today, is_held=bool(self.holds)).value

    @property
    def is_at_risk(self) -> bool:
        return self.risk == Risk.AT_RISK

    @property
    def is_late(self) -> bool:
        return self.risk == Risk.LATE

    @property
    def days_left(self) -> int:
        return (self.order.due_on - self.page.today).days if self.order.due_on else 0

    @property
    def percent_left(self) -> int:
        return 100 - self.order.progress

    @property
    def to_pay(self) -> Invoice | None:
        """The oldest invoice that still wants money."""
        return next((invoice for invoice in self.page.documents if invoice.is_open), None)

    @property
    def is_here(self) -> bool:
        """True from the approval of the last stage on: the next act is one of this part's."""
        if self.order.state in {OrderState.DELIVERED, OrderState.FINAL_CHANGES, OrderState.COMPLETED}:
            return True
        return self.order.state == OrderState.IN_PROGRESS and bool(self.page.parts) and self.is_approved

    @property
    def is_approved(self) -> bool:
        return all(part.milestone.state == MilestoneState.APPROVED for part in self.page.parts)

    @property
    def unticked(self) -> int:
        return sum(1 for item in self.page.scope if item.done_at is None)

    @property
    def is_ready(self) -> bool:
        """Everything agreed is ticked and every stage approved."""
        return self.is_approved and not self.unticked

    @property
    def is_paid(self) -> bool:
        return all(part.state == Instalment.State.PAID for part in self.page.parts)

    @cached_property
    def wish(self) -> ChangeList | None:
        """The final changes that are being worked on."""
        return final_changes_of(self.order) if self.order.state == OrderState.FINAL_CHANGES else None
