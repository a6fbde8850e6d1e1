"""What a browser posts from the composer."""

from collections.abc import Sequence


def composed(
    *, title: str = "الهوية", lines: Sequence[Sequence[str]] = (), parts: Sequence[Sequence[str]] = (), **terms: str
) -> dict[str, str]:
    """Lines are (title, quantity, unit price), parts (title, trigger, percent, amount); the rest as a page shows it."""
    posted = {
        "title": title, "intro": "", "valid_until": "", "revisions": "2", "reply_days": "5", "work_days": "", **terms,
    }  # fmt: skip
    for prefix, rows in (("lines", lines), ("parts", parts)):
        posted |= {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, (name, quantity, unit) in enumerate(lines):
        values = {"title": name, "note": "", "quantity": quantity, "unit": unit}
        posted |= {f"lines-{number}-{field}": value for field, value in values.items()}
    for number, (name, trigger, percent, amount) in enumerate(parts):
        values = {
            "title": name,
            "trigger": trigger,
            "at_percent": "",
            "due_on": "",
            "percent": percent,
            "amount": amount,
        }
        posted |= {f"parts-{number}-{field}": value for field, value in values.items()}
    return posted
