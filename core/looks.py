"""How each state looks: a shape and a tone beside its word. The words belong to the apps that own the states."""

from typing import NamedTuple


class Look(NamedTuple):
    """`shape` is drawn in core/icons.py; `tone` is working, waiting, late, done or nothing (plain ink)."""

    shape: str
    tone: str = ""


_STATES: dict[Look, str] = {
    Look("planned"): "planned draft new quiet queued todo",
    Look("working", "working"): "working scored talks in_progress final_changes partly_paid sending open",
    Look("submitted", "working"): "submitted sent with_agent reminded out delivered invoiced theirs viewed",
    Look("waiting", "waiting"): (
        "waiting ours due issued pending awaiting_signature awaiting_deposit changes changes_asked ask deposit"
    ),
    Look("paused", "waiting"): "paused held on_hold disputed",
    Look("risk", "late"): "risk unsure",
    Look("late", "late"): "late overdue failed refused",
    Look(
        "done", "done"
    ): "done accepted accept signed approved paid completed confirmed funded received answered delivered_letter",
    Look("locked"): "locked",
    Look("closed"): "closed waived declined decline expired withdrawn void voided cancelled revoked",
}
LOOKS: dict[str, Look] = {state: look for look, states in _STATES.items() for state in states.split()}


def look_of(state: str) -> Look:
    """The look of a state by its stored value; the plain ring when nobody gave it one."""
    return LOOKS.get(state.lower(), Look("planned"))
