"""What the clients app may refuse, each with a sentence a person can read."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class WrongLeadState(Refused):
    sentence = _("This lead has moved on meanwhile. Open it again to see where it stands.")
