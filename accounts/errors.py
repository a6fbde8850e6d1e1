"""What the accounts app may refuse, each with a sentence a person can read."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class BusinessNameNeeded(Refused):
    field = "name"
    sentence = _("Enter the name clients know the business by.")


class AddressTaken(Refused):
    field = "slug"
    sentence = _("Another business uses this address already. Try one with a word more.")


class AddressNotPlain(Refused):
    field = "slug"
    sentence = _("Use small Latin letters, digits and hyphens only, such as nour-design.")


class VatNumberWrong(Refused):
    field = "vat_number"
    sentence = _("This does not look like a VAT number of %(country)s: %(rule)s")


class IbanLength(Refused):
    field = "iban"
    sentence = _("An IBAN that starts with %(country)s has %(right)s characters; this one has %(given)s.")


class IbanWrong(Refused):
    field = "iban"
    sentence = _("The check digits of this IBAN do not fit: one character is missing, wrong or swapped.")


class AlreadyOwner(Refused):
    field = "email"
    sentence = _("This is your own address. A bookkeeper signs in with an address of their own.")


class AlreadyInvited(Refused):
    field = "email"
    sentence = _("This person is invited already and has not answered yet.")


class InvitationIsClosed(Refused):
    sentence = _("This invitation was answered or withdrawn already.")


class TooManyInvitations(Refused):
    field = "email"
    sentence = _("Many invitations went out in a short time. Wait an hour before the next one.")


class AlreadyBookkeeper(Refused):
    field = "email"
    sentence = _("This person keeps your books already.")
