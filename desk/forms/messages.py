"""What is said: an answer, a message logged by hand, and why none is needed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clients.errors import NoReplyNeedsReason
from clients.models import Message
from core.once import OnceField

from .parts import MomentField

IN, OUT = "in", "out"


class ReplyForm(forms.Form):
    once = OnceField()
    body = forms.CharField(
        label=_("Your reply"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "placeholder": _("Write the reply here")}),
    )


class CloseForm(forms.Form):
    """Closing without an answer keeps the reason."""

    reason = forms.CharField(
        label=_("Why no reply is needed"), max_length=300, error_messages={"required": NoReplyNeedsReason.sentence}
    )


class LogForm(forms.Form):
    """Something said elsewhere: on the phone, in a chat app, in a platform's inbox."""

    once = OnceField()
    direction = forms.ChoiceField(
        label=_("Who said it"), choices=((IN, _("The client")), (OUT, _("I did"))), initial=IN, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label=_("What was said"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Paste it, or note the heart of a call."),
    )
    via = forms.ChoiceField(
        label=_("Where"),
        choices=[choice for choice in Message.Via.choices if choice[0] not in {"portal", "form"}],
        initial=Message.Via.PHONE,
    )
    happened_at = MomentField(
        label=_("When it was said"), required=False, help_text=_("Empty: just now. The reply clock counts from here.")
    )
