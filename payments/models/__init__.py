from .claim import PaymentClaim
from .counter import Counter, Series
from .invoice import Invoice
from .ledger import Account, AccountKind, Entry, Transfer
from .receipt import Method, Receipt
from .reminder import PaymentReminder, ReminderSwitch

__all__ = [
    "Account",
    "AccountKind",
    "Counter",
    "Entry",
    "Invoice",
    "Method",
    "PaymentClaim",
    "PaymentReminder",
    "Receipt",
    "ReminderSwitch",
    "Series",
    "Transfer",
]
