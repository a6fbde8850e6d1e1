from .claim import PaymentClaim
from .counter import Counter, Series
from .earning import EarningState, PlatformEarning
from .invoice import Invoice
from .ledger import Account, AccountKind, Entry, Transfer
from .payout import Payout, PayoutState, Why
from .payout_method import Landing, PayoutKind, PayoutMethod, PlatformMethodRule
from .receipt import Method, Receipt
from .reminder import PaymentReminder, ReminderSwitch
from .rules import PaymentRules

__all__ = [
    "Account",
    "AccountKind",
    "Counter",
    "EarningState",
    "Entry",
    "Invoice",
    "Landing",
    "Method",
    "PaymentClaim",
    "PaymentReminder",
    "PaymentRules",
    "Payout",
    "PayoutKind",
    "PayoutMethod",
    "PayoutState",
    "PlatformEarning",
    "PlatformMethodRule",
    "Receipt",
    "ReminderSwitch",
    "Series",
    "Transfer",
    "Why",
]
