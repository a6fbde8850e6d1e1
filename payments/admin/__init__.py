"""What a bookkeeper reads."""

from . import documents as documents
from . import ledger as ledger
from . import platforms as platforms
