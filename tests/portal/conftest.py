from tests.orders.conftest import Desk, desk, hannah, reem

__all__ = ["Desk", "desk", "hannah", "reem"]
