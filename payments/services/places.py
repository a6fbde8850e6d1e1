"""The ledger accounts in which a platform's money stands, one of each kind per platform and currency."""

from dataclasses import dataclass

from accounts.models import Business
from clients.models import Platform
from core.money import Money
from payments.models import Account, AccountKind

from . import ledger

# Where platform money can stand before it arrives, in the order of its way.
OF_PLATFORMS = (
    AccountKind.EXPECTED,
    AccountKind.HELD,
    AccountKind.WITHDRAWABLE,
    AccountKind.REQUESTED,
    AccountKind.IN_TRANSIT,
)


@dataclass(frozen=True, slots=True)
class Places:
    """The accounts of one platform in one currency; `holder` is its slug, so that dated copies share them."""

    business: Business
    holder: str
    name: str
    currency: str

    @classmethod
    def of(cls, platform: Platform, currency: str) -> "Places":
        return cls(platform.business, platform.slug, platform.name, currency)

    def at(self, kind: AccountKind) -> Account:
        """The platform's own account of this kind."""
        return ledger.account_of(
            business=self.business, kind=kind, currency=self.currency, holder=self.holder, name=self.name
        )

    def common(self, kind: AccountKind, currency: str = "") -> Account:
        """The business's account of this kind, whoever the platform is."""
        return ledger.account_of(business=self.business, kind=kind, currency=currency or self.currency)

    def locked(self, kind: AccountKind) -> tuple[Account, Money]:
        """The account and its balance, locked until the transaction ends, so that two acts cannot spend it at once."""
        account = Account.objects.select_for_update().get(pk=self.at(kind).pk)
        return account, ledger.balance_of(account)
