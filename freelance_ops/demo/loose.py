"""What stands beside the deals: offers in every other state, fresh inquiries, and one politely declined."""

from collections.abc import Callable
from datetime import datetime, timedelta

from clients.models import Contact
from clients.services import leads
from orders.models import Offer
from orders.services import offers, work

from .deals import Deal, make_offer
from .desk import DemoDesk
from .diary import Diary
from .people import FAIR, POOR, rate

HALVES = [("النصف الأول", 50), ("النصف الثاني", 50)]

DRAWN_BACK = Deal("wafa", "تصوير إعلان قصير", [("إعلان ثلاثين ثانية", 5200, "")], HALVES, 60)
RAN_OUT = Deal("carter", "Exhibition panels", [("Twelve panels", 1400, "")], HALVES, 134, currency="USD")
DECLINED = Deal("fanar", "سلسلة أغلفة الخريف", [("خمسة أغلفة", 1500, "")], HALVES, 90, currency="USD")
SENT = Deal(
    "naqaa", "موقع الحجز والهوية الرقمية",
    [
        ("الهوية الرقمية", 3500, "ألوان وخطوط وأيقونات للشاشات، مع دليل مختصر"),
        ("تصميم أربع صفحات", 3600, "الرئيسية والأطباء والحجز والتواصل، للجوال والشاشة"),
        ("ربط نظام الحجز", 1700, "مع رسائل التأكيد والتذكير"),
    ],
    [("الهوية الرقمية", 25), ("تصميم الصفحات", 25), ("ربط الحجز", 25), ("الإطلاق", 25)], 3,
    intro="الأستاذ فهد الدوسري، السلام عليكم ورحمة الله.\n\nالهدف أن يحجز المراجع موعده من جواله في "
    "أقل من دقيقة، وأن يرى العيادات بوجه واحد في كل شاشة.",
    work_days=35,
)  # fmt: skip
IN_TALKS = Deal("athar", "دعوات الحفل السنوي", [("دعوة مطبوعة ورقمية", 1800, "")], HALVES, 7)
TO_CHANGE = Deal("tameem", "بطاقات المشاريع", [("عشر بطاقات", 700, "")], HALVES, 15, currency="USD", open_days=30)
UNSIGNED = Deal("athar", "لوحات معرض التوظيف", [("ست لوحات", 2400, "")], HALVES, 5)
CALLED_OFF = Deal("sidra", "لافتة معرض القهوة", [("لافتة وحامل", 900, "")], HALVES, 240)
BID = Deal(
    "salem", "واجهة تطبيق التوصيل", [("تصميم ثماني شاشات", 480, "")], HALVES, 2, currency="USD", work_days=15
)  # fmt: skip


def write_into(diary: Diary, contacts: dict[str, Contact]) -> None:
    """Their moments in the diary."""
    desk = diary.desk
    fates: list[tuple[Deal, int, Callable[[Offer, datetime], object]]] = [
        (DRAWN_BACK, 55, lambda offer, now: offers.withdraw_offer(offer=offer, by=desk.owner, now=now)),
        (RAN_OUT, 133, _read),
        (
            DECLINED,
            88,
            lambda offer, now: offers.decline_offer(
                offer=offer, contact=offer.contact, reason="نكتفي هذا الموسم بغلاف واحد.", now=now
            ),
        ),
        (SENT, 2, _read),
        (
            IN_TALKS,
            6,
            lambda offer, now: offers.ask_about_offer(
                offer=offer, contact=offer.contact, text="هل تشمل الدعوة نسخة إنجليزية؟", now=now
            ),
        ),
        (
            TO_CHANGE,
            13,
            lambda offer, now: offers.ask_changes(
                offer=offer, contact=offer.contact, text="نكتفي بست بطاقات، وبلا طباعة.", now=now
            ),
        ),
        (UNSIGNED, 1, _accept),
        (CALLED_OFF, 238, lambda offer, now: _call_off(desk, offer, now)),
        (BID, 1, lambda offer, now: None),
    ]
    for deal, days, fate in fates:
        _write(diary, deal, contacts, days, fate)
    _inbox(diary)


def _write(
    diary: Diary, deal: Deal, contacts: dict[str, Contact], days: int, fate: Callable[[Offer, datetime], object]
) -> None:
    made: list[Offer] = []
    desk = diary.desk
    diary.add(desk.at(deal.offered, 14), lambda now: made.append(make_offer(desk, deal, contacts[deal.who], now)))
    diary.add(desk.at(days, 16, 40), lambda now: fate(made[0], now))


def _read(offer: Offer, now: datetime) -> None:
    offers.view_offer(offer=offer, contact=offer.contact, now=now)


def _accept(offer: Offer, now: datetime) -> None:
    offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=offer.contact, now=now)


def _call_off(desk: DemoDesk, offer: Offer, now: datetime) -> None:
    order = offers.accept_offer(offer=offer, paper_hash=offer.paper_hash, contact=offer.contact, now=now)
    reason, later = "تأجّل المعرض إلى العام القادم", now + timedelta(hours=2)
    work.cancel_order(order=order, reason=reason, by=desk.owner, now=later)


def _inbox(diary: Diary) -> None:
    """What arrived lately and waits."""
    desk = diary.desk
    diary.add(
        desk.now - timedelta(hours=3),
        lambda now: leads.receive_inquiry(
            business=desk.business, name="Omar Benali", email="omar@atlasfilm.example", organisation="Atlas Film",
            country="FR", text="We need an Arabic title sequence for a documentary, about 40 seconds. "
            "Could you start in January?", language="en", now=now,
        ),
    )  # fmt: skip
    diary.add(
        desk.at(1, 21),
        lambda now: leads.receive_inquiry(
            business=desk.business, name="هدى السبيعي", email="huda@noon-kids.example", organisation="روضة نون",
            country="SA", text="كتيّب للأهالي من عشرين صفحة برسوم بسيطة، والموعد نهاية الشهر القادم.",
            language="ar", now=now,
        ),
    )  # fmt: skip
    diary.add(desk.at(2, 12), lambda now: _scored(desk, now))
    diary.add(desk.at(15, 12), lambda now: _turned_down(desk, now))


def _scored(desk: DemoDesk, now: datetime) -> None:
    lead = leads.note_lead(
        business=desk.business, name="سعود المطيري", text="تصميم حقيبة تدريبية، والميزانية لم تُحدد بعد.",
        by=desk.owner, now=now,
    )  # fmt: skip
    rate(desk, lead, FAIR, now)


def _turned_down(desk: DemoDesk, now: datetime) -> None:
    lead = leads.note_lead(
        business=desk.business, name="عميل من مجموعة", text="شعار سريع اليوم، والدفع بعد أن يعجبني.", by=desk.owner,
        now=now,
    )  # fmt: skip
    rate(desk, lead, POOR, now)
    leads.decline_lead(
        lead=lead,
        reason="advance",
        text="شكرًا على التواصل. لا يناسبني العمل بلا دفعة أولى، وأتمنى التوفيق.",
        by=desk.owner,
        now=now,
    )
