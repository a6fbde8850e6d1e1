from .claim import PaymentClaim
from .counter import Counter, Series
from .invoice import Invoice
from .ledger import Account, AccountKind, Entry, Transfer
from .receipt import Method, Receipt

__all__ = [
    "Account",
    "AccountKind",
    "Counter",
    "Entry",
    "Invoice",
    "Method",
    "PaymentClaim",
    "Receipt",
    "Series",
    "Transfer",
]
