"""The small parts pages are made of. What appears many times on a page is plain Python; the rest is a template each in
templates/components. The live catalogue is the style guide."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core import icons, people
from core.countdown import countdown_to
from core.looks import look_of

from ._fields import field_context

register = template.Library()
_ANY = "0000000000"  # a ref like any other


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """A line drawing beside a word. `extra` adds classes, as in `{% icon "clock" "icon-s" %}`."""
    if name not in icons.ICONS:
        raise ValueError(f"There is no icon {name!r}: core/icons.py lists what the sprite holds.")
    classes = " ".join(filter(None, ("icon", "icon-flip" if name in icons.FLIPPED else "", extra)))
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("icons.svg"), name
    )


@register.simple_tag
@cache
def shape(name: str, extra: str = "") -> SafeString:
    """The shape of a state, alone; whoever uses it writes the word beside it."""
    if name not in icons.SHAPES:
        raise ValueError(f"There is no shape {name!r}: core/icons.py draws them.")
    classes = f"shape {extra}".rstrip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#state-{}"/></svg>', classes, static("icons.svg"), name
    )


@register.simple_tag
def badge(state: Any, label: Any = "", shape: str = "", tone: str = "", boxed: bool = False) -> SafeString:
    """A state: its shape and its word, as in `{% badge order.state order.get_state_display boxed=True %}`.

    The look of a known state is in core/looks.py; `shape` and `tone` say otherwise where one is needed.
    """
    look = look_of(str(state))
    return _badge(shape or look.shape, tone or look.tone, str(label or getattr(state, "label", state)), boxed)


_shape = shape


@lru_cache(maxsize=2048, typed=True)  # typed: markup and a name that looks like it are not the same
def _badge(shape: str, tone: str, label: str, boxed: bool) -> SafeString:
    return format_html(
        '<span class="badge{}"{}>{}{}</span>',
        " is-boxed" if boxed else "",
        format_html(' data-tone="{}"', tone) if tone else "",
        _shape(shape),
        label,
    )


@register.simple_tag
@lru_cache(maxsize=2048)
def avatar(name: str, size: str = "") -> SafeString:
    """An initial in a circle; `size` is "small" or "brand" (the freelancer's square). The name stands beside it."""
    classes = f"avatar is-{size}" if size else "avatar"
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, people.initial(name))


@register.simple_tag
def row_url(name: str, ref: str) -> str:
    """`{% url name ref %}` for what lists draw again and again: the pattern is looked up once, not for every row."""
    return _pattern(name, get_script_prefix()).replace(_ANY, ref)


@cache
def _pattern(name: str, prefix: str) -> str:
    return reverse(name, args=[_ANY])


@register.simple_tag
def chip(label: Any, icon_name: str = "") -> SafeString:
    return format_html('<span class="chip">{}{}</span>', icon(icon_name, "icon-s") if icon_name else "", label)


@register.inclusion_tag("components/person.html")
def person(name: str, note: str = "", href: str = "") -> dict[str, Any]:
    return {"name": name, "note": note, "href": href}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, look: str = "", label: Any = None, help: Any = None, **attrs: Any) -> dict[str, Any]:  # noqa: A002
    """A form field with its label, help and error, tied together for screen readers.

    `look` picks another face: "tick" (checkbox beside a sentence), "picks" (one-tap choices), "slim", "bare" (label
    only for screen readers). More keywords become attributes of the control (`placeholder="…"`, `rows=3`).
    """
    return field_context(bound, look, label, help, attrs)


@register.inclusion_tag("components/fields.html")
def fields(form: Any) -> dict[str, Any]:
    """All fields of a form, one below the other."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """What is wrong with the whole form, and, with several faults, the way to each."""
    faulty = [bound for bound in form if bound.errors and not bound.is_hidden]
    hidden = [error for bound in form if bound.is_hidden for error in bound.errors]
    return {"sentences": [*form.non_field_errors(), *hidden], "faulty": faulty if len(faulty) > 1 else []}


@register.simple_tag
def avatar_colour(business: Any) -> str:
    """The colour a freelancer's own pages carry, for `<html data-colour>`; empty for the house's teal."""
    return getattr(business, "colour", "") or ""


@register.inclusion_tag("components/crumbs.html")
def crumbs(*steps: str) -> dict[str, Any]:
    """The way here: pairs of address and word, then the word of this page: `{% crumbs url _("Orders") "ORD-1" %}`."""
    pairs = list(zip(steps[0::2], steps[1::2], strict=False))
    return {"links": pairs, "here": steps[-1] if len(steps) % 2 else ""}


@register.inclusion_tag("components/strip.html")
def lifecycle(steps: Any, here: int, label: str = "") -> dict[str, Any]:
    """The strip of a life: all step words, and the index of the one where it stands (their count: all are past)."""
    return {"steps": list(steps), "here": here, "label": label}


@register.inclusion_tag("components/steps.html")
def steps(words: Any, here: int, label: str = "") -> dict[str, Any]:
    """Numbered steps of a first run or a client's flow; `here` counts from 1."""
    return {"steps": list(words), "here": here, "label": label}


@register.inclusion_tag("components/meter.html")
def meter(value: float, whole: float, label: Any, look: str = "") -> dict[str, Any]:
    """A bar; `label` says for screen readers what it measures, `look` is "waiting", "done" or "thin"."""
    return {"value": value, "whole": whole, "label": label, "look": look}


@register.inclusion_tag("components/pips.html")
def pips(used: int, whole: int, label: Any) -> dict[str, Any]:
    return {"marks": [index < used for index in range(max(whole, used))], "label": label}


@register.inclusion_tag("components/stat.html")
def stat(label: Any, figure: Any, note: Any = "", tone: str = "") -> dict[str, Any]:
    return {"label": label, "figure": figure, "note": note, "tone": tone}


@register.inclusion_tag("components/copy.html")
def copybox(text: Any, label: Any = "", long: bool = False) -> dict[str, Any]:
    """A text to carry elsewhere with its copy button; `long` keeps the line breaks of a message."""
    return {"text": text, "label": label, "long": long}


@register.inclusion_tag("components/copy_button.html")
def copybutton(text: Any, word: Any = "", quiet: bool = False, full: bool = False) -> dict[str, Any]:
    """Copies `text`; small beside a row, `full` beside the buttons in the head of a page."""
    return {"text": text, "word": word, "quiet": quiet, "full": full}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Any, label: Any = "") -> dict[str, Any]:
    """`items`: mappings with `href`, `label`, `current` and, where it helps, `count`."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/pager.html")
def pager(newer: str | None, older: str | None) -> dict[str, Any]:
    """Addresses of the page before and after; a list has no numbers, only next and previous."""
    return {"newer": newer, "older": older}


@register.inclusion_tag("components/checklist.html")
def checklist(items: Any) -> dict[str, Any]:
    """`items`: mappings with `label` and `done`, or with `tone` and `shape`; `note` may follow at the end."""
    return {"items": items}


@register.inclusion_tag("components/bubble.html")
def bubble(text: str, meta: Any = "", mine: bool = False) -> dict[str, Any]:
    return {"text": text, "meta": meta, "mine": mine}


@register.inclusion_tag("components/countdown.html")
def countdown(until: Any) -> dict[str, Any]:
    """«47 minutes left, until 11:00»; a script keeps it true while the page stands open."""
    return dict(countdown_to(until))


@register.inclusion_tag("components/language.html", takes_context=True)
def language_switch(context: Mapping[str, Any], action: str, place: str = "") -> dict[str, Any]:
    """A button with the other language's own name; POSTs `language` and `next` to `action`."""
    return {
        "action": action,
        "place": place,
        "request": context.get("request"),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag(end_name="endsheet")
def sheet(content: SafeString, title: Any = "", note: Any = "", wash: bool = False) -> SafeString:
    """A piece of paper with a title; rows go straight in, prose into `<div class="sheet-body">`."""
    head = format_html('<header class="sheet-head"><h2>{}</h2>{}</header>', title, _aside(note)) if title else ""
    return format_html('<section class="sheet{}">{}{}</section>', " is-wash" if wash else "", head, content)


@register.simple_block_tag(end_name="endnothing")
def nothing(content: SafeString, title: Any, icon_name: str = "sprout") -> SafeString:
    """An empty place: what is true, what usually helps, at most one outline button."""
    return format_html('<div class="empty">{}<b>{}</b>{}</div>', icon(icon_name), title, content)


@register.simple_block_tag(end_name="endbanner")
def banner(content: SafeString, icon_name: str = "circle-arrow-right", tone: str = "") -> SafeString:
    """A sentence across the page with its act. Tones: none, "waiting", "late", "done"."""
    attribute = format_html(' data-tone="{}"', tone) if tone else ""
    return format_html('<div class="banner"{}>{}{}</div>', attribute, icon(icon_name), content)


@register.simple_block_tag(end_name="enddialog")
def dialog(content: SafeString, name: str, title: Any) -> SafeString:
    """A native dialog, opened by `data-dialog="name"`; its buttons go into a `<footer>`."""
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><h3 id="{0}-title">{1}</h3>{2}</dialog>',
        name, title, content,
    )  # fmt: skip


@register.simple_block_tag(end_name="endmenu")
def menu(content: SafeString, name: str, label: Any, icon_name: str = "", look: str = "") -> SafeString:
    """A button and the popover it opens. Without `icon_name` the button is three dots and `label` its spoken name."""
    if icon_name:
        opener = format_html(
            '<button type="button" class="btn {}" popovertarget="{}">{}{}</button>', look, name, icon(icon_name), label
        )
    else:
        opener = format_html(
            '<button type="button" class="btn is-icon {}" popovertarget="{}" aria-label="{}">{}</button>',
            look, name, label, icon("ellipsis"),
        )  # fmt: skip
    return format_html('{}<div class="menu" id="{}" popover>{}</div>', opener, name, content)


def _aside(note: Any) -> SafeString:
    return format_html('<span class="small soft push">{}</span>', note) if note else mark_safe("")
