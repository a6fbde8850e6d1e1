"""Which face a form field wears, and the attributes that tie its parts together."""

from typing import Any

from django.forms import BoundField, widgets

# The first that fits: more particular widgets come before what they derive from.
KINDS: tuple[tuple[str, type[widgets.Widget]], ...] = (
    ("ticks", widgets.CheckboxSelectMultiple),
    ("choices", widgets.RadioSelect),
    ("switch", widgets.CheckboxInput),
    ("drop", widgets.FileInput),
    ("select", widgets.Select),
)
GROUPS = frozenset({"ticks", "choices", "picks"})
CODES = frozenset({"email", "url", "tel", "password"})


def field_context(bound: BoundField, look: str, label: Any, help_text: Any, attrs: dict[str, Any]) -> dict[str, Any]:
    """What components/field.html needs to draw `bound`."""
    kind = _kind(bound, look)
    help_text = bound.help_text if help_text is None else help_text
    ids = [f"{bound.auto_id}_help"] * bool(help_text) + [f"{bound.auto_id}_error"] * bool(bound.errors)
    return {
        "field": bound,
        "kind": kind,
        "look": look,
        "label": bound.label if label is None else label,
        "help": help_text,
        "unit": _unit(bound),
        "is_optional": not bound.field.required and kind not in {"switch", "tick", "drop"},
        "described_by": " ".join(ids),
        "notes": getattr(bound.field.widget, "notes", {}),
        "control": "" if kind in GROUPS else bound.as_widget(attrs=_attributes(bound, kind, look, ids) | _named(attrs)),
        "hidden_label": look == "bare",
    }


def _kind(bound: BoundField, look: str) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    found = next((kind for kind, family in KINDS if isinstance(widget, family)), "plain")
    if found == "plain" and _unit(bound):
        return "unit"
    if found == "switch" and look == "tick":
        return "tick"
    return "picks" if look == "picks" and found in GROUPS else found


def _attributes(bound: BoundField, kind: str, look: str, ids: list[str]) -> dict[str, Any]:
    own = bound.field.widget.attrs
    attributes: dict[str, Any] = {"aria-describedby": " ".join(ids) or None}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if kind == "switch":
        attributes["role"] = "switch"
    input_type = getattr(bound.field.widget, "input_type", "textarea")
    run = "code" if input_type in CODES else "digits" if "inputmode" in own or input_type == "number" else ""
    classes = (
        own.get("class", ""),
        "input" if kind in {"plain", "select"} else "",
        "is-slim" if look == "slim" else "",
        run if kind in {"plain", "unit"} else "",
    )
    attributes["class"] = " ".join(filter(None, classes)) or None
    if kind == "plain" and not run and input_type in {"text", "textarea"} and "dir" not in own:
        attributes["dir"] = "auto"
    return {name: value for name, value in attributes.items() if value is not None}


def _unit(bound: BoundField) -> Any:
    """What stands beside the digits: a currency, or the percent sign."""
    return getattr(bound.field, "unit", "")


def _named(attrs: dict[str, Any]) -> dict[str, Any]:
    """Keywords of a template tag as HTML attributes: `aria_label` is `aria-label`."""
    return {name.replace("_", "-"): value for name, value in attrs.items()}
