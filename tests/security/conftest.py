"""Nour's whole house, and those who would like to look into it."""

from tests.books.conftest import badr, reader, sams_invoice, story, stranger
from tests.doors.conftest import House, desk, hannah, house, signed_in
from tests.payments.conftest import reem, tell

__all__ = [
    "House", "badr", "desk", "hannah", "house", "reader", "reem", "sams_invoice", "signed_in", "story", "stranger",
    "tell",
]  # fmt: skip
