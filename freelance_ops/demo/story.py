"""The story the demo tells: Nour's last two months, seen from this morning."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from clients.models import Conversation
from clients.services import leads, messages
from clients.services.opening import open_business
from clients.services.profile import suggested_criteria, write_criteria
from clients.services.windows import set_window_clock
from core.actors import Actor
from freelance_ops import demo_account
from orders.services import offers
from orders.services.pricing import half_half

from .desk import DemoDesk

GOOD, FAIR, POOR = (4, 4, 4, 3, 4, 3), (4, 3, 3, 2, 3, None), (1, 2, 1, 2, 1, None)


def tell(now: datetime) -> DemoDesk:
    """Fills an empty database; returns the desk it filled."""
    desk = _open(now)
    desk.settle(desk.business.opened_at)
    _sidra(desk)
    _rowad(desk)
    _naqaa(desk)
    _platforms(desk)
    _lina(desk)
    _inbox(desk)
    desk.settle(now)
    set_window_clock(business=desk.business, now=now)  # past windows are not announced one by one
    return desk


@transaction.atomic
def _open(now: datetime) -> DemoDesk:
    user = User.objects.create_user(
        demo_account.EMAIL, demo_account.PASSWORD, full_name="نور الهاشمي", language=User.Language.ARABIC
    )
    opened = now - timedelta(days=64)
    business = open_business(
        owner=user,
        name="نور للتصميم",
        country="SA",
        city="الرياض",
        legal_name="مؤسسة نور للتصميم",
        language="ar",
        is_demo=True,
        now=opened,
    )
    business.address, business.vat_number, business.vat_rate_bp = (
        "2748 طريق الأمير تركي، الرياض 12582",
        "310122393500003",
        1500,
    )
    business.bank_name, business.account_holder, business.iban = "بنك الرياض", "نور الهاشمي", "SA0380000000608010167519"
    business.save()
    desk = DemoDesk(user, business, now)
    write_criteria(business=business, criteria=suggested_criteria("ar"), by=desk.owner, now=opened)
    return desk


def _sidra(desk: DemoDesk) -> None:
    """A café in full work: first payment in, the second reported this week, a question open since yesterday."""
    lead = leads.receive_inquiry(
        business=desk.business,
        name="ريم القحطاني",
        email="reem@sidra.example",
        organisation="مقهى سدرة",
        country="SA",
        text="نفتتح فرعًا ثانيًا في فبراير، ونحتاج هوية بصرية وموقعًا للطلب المسبق. الميزانية نحو 14 ألف ريال.",
        language="ar",
        now=desk.at(52, 19, 20),
    )
    talk = lead.client.conversation
    messages.reply(
        conversation=talk,
        body="أهلًا ريم، وصلت التفاصيل. يناسبني لقاء قصير يوم الأحد لفهم الفرع الجديد.",
        by=desk.owner,
        now=desk.at(51),
    )
    reem = desk.won(lead, GOOD, desk.at(50))
    offer = desk.offer(
        reem,
        "الهوية البصرية وموقع الطلب المسبق",
        [
            ("الشعار ودليل الهوية", 4600, "ثلاثة اتجاهات، ثم دليل مختصر للشاشة والطباعة"),
            ("موقع الطلب المسبق", 5400, "القائمة والطلب والدفع عند الاستلام، للجوال أولًا"),
            ("تطبيقات الهوية على الأكواب والأكياس", 2000, "أربعة تطبيقات جاهزة للطباعة"),
        ],
        desk.at(46),
        intro="الأستاذة ريم، السلام عليكم ورحمة الله.\n\nبعد لقائنا صار الهدف واضحًا: أن يعرف الزائر "
        "الفرع الجديد من أول نظرة، وأن يطلب قهوته قبل وصوله.",
        work_days=45,
    )
    order = desk.signed(offer, desk.at(43, 20))
    desk.paid(order, desk.at(41, 11))
    desk.progressed(order, 30, desk.at(25))
    desk.progressed(order, 55, desk.at(9))
    desk.claimed(order, desk.at(2, 14, 5), "حُوّلت من حساب المؤسسة")
    messages.receive_message(
        conversation=Conversation.objects.get(pk=talk.pk),
        body="هل يصل تصميم صفحة الطلب قبل اجتماع الشركاء يوم الثلاثاء؟",
        via="portal",
        by=Actor.contact(reem.ref),
        now=desk.at(1, 19, 20),
        about=("order", order.ref),
    )


def _rowad(desk: DemoDesk) -> None:
    """A law office in Kuwait: work goes on, and one invoice is late."""
    lead = leads.note_lead(
        business=desk.business,
        name="بدر العنزي",
        organisation="مكتب الروّاد للمحاماة",
        country="KW",
        email="badr@rowad.example",
        text="نريد توحيد قوالب المذكرات والعقود في المكتب، نحو عشرين قالبًا.",
        by=desk.owner,
        now=desk.at(40),
    )
    messages.reply(
        conversation=lead.client.conversation, body="وصلت القوالب، والعرض يصل غدًا.", by=desk.owner, now=desk.at(40, 16)
    )
    badr = desk.won(lead, FAIR, desk.at(39))
    offer = desk.offer(
        badr,
        "قوالب المذكرات والعقود",
        [("عشرون قالبًا بنسقين", 640, "للطباعة وللإرسال"), ("تدريب الفريق", 120, "جلستان عن بُعد")],
        desk.at(38),
        currency="KWD",
        work_days=40,
    )
    order = desk.signed(offer, desk.at(36, 18))
    desk.paid(order, desk.at(34, 12))
    desk.progressed(order, 50, desk.at(16))


def _naqaa(desk: DemoDesk) -> None:
    """Clinics that read an offer, and a publisher that accepted and has yet to pay."""
    lead = leads.receive_inquiry(
        business=desk.business,
        name="فهد الدوسري",
        email="fahad@naqaa.example",
        organisation="عيادات نقاء",
        country="SA",
        text="نحتاج موقعًا للحجز وهوية رقمية لأربع عيادات، والبدء الشهر القادم إن أمكن.",
        language="ar",
        now=desk.at(12, 13),
    )
    messages.reply(
        conversation=lead.client.conversation,
        body="شكرًا أستاذ فهد، العرض جاهز خلال يومين.",
        by=desk.owner,
        now=desk.at(12, 16),
    )
    fahad = desk.won(lead, GOOD, desk.at(10))
    desk.offer(
        fahad,
        "موقع الحجز والهوية الرقمية",
        [
            ("الهوية الرقمية", 3500, "ألوان وخطوط وأيقونات للشاشات، مع دليل مختصر"),
            ("تصميم أربع صفحات", 3600, "الرئيسية والأطباء والحجز والتواصل، للجوال والشاشة"),
            ("ربط نظام الحجز", 1700, "مع رسائل التأكيد والتذكير"),
        ],
        desk.at(3),
        intro="الأستاذ فهد الدوسري، السلام عليكم ورحمة الله.\n\nالهدف أن يحجز المراجع موعده من جواله في "
        "أقل من دقيقة، وأن يرى العيادات بوجه واحد في كل شاشة.",
        work_days=35,
    )


def _platforms(desk: DemoDesk) -> None:
    """Two marketplaces: a bid on one, an order running on the other."""
    salem = leads.note_lead(
        business=desk.business,
        name="سالم م.",
        text="متجر عطور يحتاج واجهة جديدة، الميزانية 300 إلى 500 دولار، المدة 15 يومًا.",
        by=desk.owner,
        now=desk.at(5),
        platform=desk.platform("mostaql"),
    )
    messages.log_reply(
        conversation=salem.client.conversation,
        body="أعجبني المشروع، وأرسلت العرض.",
        via="platform",
        by=desk.owner,
        now=desk.at(5, 12),
    )
    desk.rated(salem, FAIR, desk.at(5, 12))
    desk.offer(
        salem.contact,
        "واجهة متجر العطور",
        [("تصميم الواجهة", 420, "الرئيسية وصفحة المنتج والسلة")],
        desk.at(5, 13),
        currency="USD",
        parts=half_half("ar"),
        work_days=15,
    )
    khaled = leads.note_lead(
        business=desk.business,
        name="خالد يونس",
        text="تدقيق لغوي وتنسيق لعشرين صفحة.",
        by=desk.owner,
        now=desk.at(8),
        platform=desk.platform("khamsat"),
    )
    messages.log_reply(
        conversation=khaled.client.conversation,
        body="تم استلام الصفحات.",
        via="platform",
        by=desk.owner,
        now=desk.at(8, 12),
    )
    desk.rated(khaled, FAIR, desk.at(8, 12))
    offer = desk.offer(
        khaled.contact,
        "تدقيق لغوي لعشرين صفحة",
        [("تدقيق وتنسيق", 40, "")],
        desk.at(8, 13),
        currency="USD",
        parts=half_half("ar"),
        work_days=10,
    )
    offers.award_offer(offer=offer, by=desk.owner, now=desk.at(7))


def _lina(desk: DemoDesk) -> None:
    """An offer declined with its reason, and one signed whose first payment is awaited."""
    lead = leads.receive_inquiry(
        business=desk.business,
        name="لينا حدّاد",
        email="lina@fanar.example",
        organisation="دار الفنار للنشر",
        country="LB",
        text="غلاف رواية وتنسيق داخلي، والتسليم قبل معرض الكتاب.",
        language="ar",
        now=desk.at(20, 11),
    )
    messages.reply(
        conversation=lead.client.conversation, body="أهلًا لينا، وصلت المخطوطة.", by=desk.owner, now=desk.at(20, 16)
    )
    lina = desk.won(lead, GOOD, desk.at(19))
    first = desk.offer(lina, "سلسلة أغلفة", [("خمسة أغلفة", 1500, "")], desk.at(18), currency="USD")
    offers.decline_offer(offer=first, contact=lina, reason="نكتفي هذا الموسم بغلاف واحد.", now=desk.at(17))
    second = desk.offer(
        lina,
        "غلاف رواية وتنسيق داخلي",
        [("غلاف الرواية", 380, "اتجاهان"), ("التنسيق الداخلي", 240, "نحو 220 صفحة")],
        desk.at(6),
        currency="USD",
        work_days=20,
    )
    desk.signed(second, desk.at(4, 21))


def _inbox(desk: DemoDesk) -> None:
    """What arrived lately and waits: a foreign inquiry, a good one without a score, and one already declined."""
    leads.receive_inquiry(
        business=desk.business,
        name="Hannah Weiss",
        email="hannah@weiss.example",
        organisation="Weiss Verlag",
        country="DE",
        text="We publish Arabic children's books and look for a cover designer for a series of three. "
        "Could you start in January?",
        language="en",
        now=desk.now - timedelta(hours=3),
    )
    leads.receive_inquiry(
        business=desk.business,
        name="ماجد الشهري",
        email="majed@athar.example",
        organisation="مؤسسة أثر",
        country="SA",
        text="تقرير سنوي من أربعين صفحة مع رسوم بيانية، والموعد نهاية الشهر القادم.",
        language="ar",
        now=desk.at(1, 21),
    )
    cheap = leads.note_lead(
        business=desk.business,
        name="عميل من مجموعة",
        text="شعار سريع اليوم، والدفع بعد أن يعجبني.",
        by=desk.owner,
        now=desk.at(15),
    )
    desk.rated(cheap, POOR, desk.at(15, 12))
    leads.decline_lead(
        lead=cheap,
        reason="advance",
        text="شكرًا على التواصل. لا يناسبني العمل بلا دفعة أولى، وأتمنى التوفيق.",
        by=desk.owner,
        now=desk.at(15, 12),
    )
