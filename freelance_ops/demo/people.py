"""The fourteen clients of the demo, all invented, and how each of them first came."""

from dataclasses import dataclass
from datetime import datetime

from clients.models import Contact, Criterion, Lead
from clients.services import leads, messages

from .desk import DemoDesk

GOOD, FAIR, POOR = (4, 4, 4, 3, 4, 3), (4, 3, 3, 2, 3, None), (1, 2, 1, 2, 1, None)


@dataclass(frozen=True)
class Person:
    """A client: `came` is days ago. Without an address they are reached through their platform."""

    key: str
    name: str
    organisation: str
    country: str
    came: int
    text: str
    answer: str
    email: str = ""
    language: str = "ar"
    platform: str = ""
    ratings: tuple[int | None, ...] = GOOD


PEOPLE = (
    Person(
        "sidra", "ريم القحطاني", "مقهى سدرة", "SA", 356,
        "نفتتح مقهى صغيرًا في حي الياسمين، ونحتاج شعارًا وهوية تشبه المكان. الميزانية نحو ثمانية آلاف ريال.",
        "أهلًا ريم، وصلت التفاصيل. يناسبني لقاء قصير يوم الأحد لفهم المكان.", "reem@sidra.example",
    ),
    Person(
        "rowad", "بدر العنزي", "مكتب الروّاد للمحاماة", "KW", 300,
        "نريد توحيد قوالب المذكرات والعقود في المكتب، نحو عشرين قالبًا.",
        "وصلت القوالب، والعرض يصل غدًا.", "badr@rowad.example", ratings=FAIR,
    ),
    Person(
        "fanar", "لينا حدّاد", "دار الفنار للنشر", "LB", 262,
        "غلاف رواية وتنسيق داخلي، والتسليم قبل معرض الكتاب.",
        "أهلًا لينا، وصلت المخطوطة، وسأقرأ الفصل الأول قبل العرض.", "lina@fanar.example",
    ),
    Person(
        "athar", "ماجد الشهري", "مؤسسة أثر", "SA", 318,
        "تقرير سنوي من أربعين صفحة مع رسوم بيانية، والموعد نهاية الشهر القادم.",
        "شكرًا أستاذ ماجد. هل الأرقام نهائية، وبأي صيغة تصل الجداول؟", "majed@athar.example",
    ),
    Person(
        "weiss", "Hannah Weiss", "Weiss Verlag", "DE", 230,
        "We publish Arabic children's books and look for a cover designer for a series of three.",
        "Thank you, Hannah. I can start next week and will send an offer tomorrow.", "hannah@weiss.example", "en",
    ),
    Person(
        "wafa", "وفاء الزهراني", "متجر وفاء للعطور", "SA", 196,
        "نطلق مجموعة عطور جديدة من أربع روائح، ونحتاج علبًا وبطاقات وصورًا للمتجر.",
        "أهلًا وفاء، أحتاج مقاسات العلب من المصنع قبل التسعير.", "wafa@wafaperfumes.example",
    ),
    Person(
        "ofuq", "أسماء بن علي", "مدرسة الأفق", "MA", 120,
        "نرغب في هوية للمدرسة ولوحات إرشادية للممرات قبل العام الدراسي.",
        "شكرًا أستاذة أسماء، يناسبني الاتصال بعد ظهر الثلاثاء.", "asma@ofuq.example",
    ),
    Person(
        "tameem", "تميم الراشد", "شركة الراشد للمقاولات", "QA", 88,
        "ملف تعريفي للشركة بالعربية والإنجليزية، أربع وعشرون صفحة.",
        "أهلًا أستاذ تميم، أرسلت أسئلة قصيرة عن المشاريع المراد إبرازها.", "tameem@alrashid.example", ratings=FAIR,
    ),
    Person(
        "carter", "James Carter", "Carter & Lowe", "GB", 140,
        "We need Arabic typesetting for a museum guide, about 60 pages, matching the English layout.",
        "Thank you, James. Could you send the English file, so that I can count the pages?",
        "james@carterlowe.example", "en", ratings=FAIR,
    ),
    Person(
        "naqaa", "فهد الدوسري", "عيادات نقاء", "SA", 12,
        "نحتاج موقعًا للحجز وهوية رقمية لأربع عيادات، والبدء الشهر القادم إن أمكن.",
        "شكرًا أستاذ فهد، العرض جاهز خلال يومين.", "fahad@naqaa.example",
    ),
    Person(
        "salem", "سالم م.", "", "", 150,
        "متجر عسل يحتاج ملصقات لستة أحجام، الميزانية 250 إلى 500 دولار، المدة 15 يومًا.",
        "أعجبني المشروع، وأرسلت العرض.", platform="mostaql", ratings=FAIR,
    ),
    Person(
        "mona", "منى ع.", "", "", 34,
        "تصميم عشرين منشورًا لحسابات مركز رياضي، والنصوص جاهزة.",
        "وصلت النصوص، والعرض في الصفحة.", platform="mostaql", ratings=FAIR,
    ),
    Person(
        "khaled", "خالد يونس", "", "", 75,
        "تدقيق لغوي وتنسيق لعشرين صفحة.", "تم استلام الصفحات.", platform="khamsat", ratings=FAIR,
    ),
    Person(
        "nader", "نادر حسن", "", "", 46,
        "سيرة ذاتية من صفحتين بالعربية والإنجليزية.", "وصلت البيانات، والمسودة غدًا.", platform="khamsat",
        ratings=FAIR,
    ),
)  # fmt: skip


def arrive(desk: DemoDesk, person: Person, now: datetime) -> Contact:
    """The first words, an answer a few hours later, the score, and the yes."""
    lead = _heard(desk, person, now)
    if person.platform:
        messages.log_reply(
            conversation=lead.client.conversation, body=person.answer, via="platform", by=desk.owner, now=now
        )
    else:
        messages.reply(conversation=lead.client.conversation, body=person.answer, by=desk.owner, now=now)
    rate(desk, lead, person.ratings, now)
    leads.start_talks(lead=lead, by=desk.owner, now=now)
    leads.accept_lead(lead=lead, by=desk.owner, now=now)
    return lead.contact


def _heard(desk: DemoDesk, person: Person, now: datetime) -> Lead:
    if person.platform:
        platform = desk.platform(person.platform)
        return leads.note_lead(
            business=desk.business, name=person.name, text=person.text, by=desk.owner, now=now, platform=platform
        )
    return leads.receive_inquiry(
        business=desk.business,
        name=person.name,
        email=person.email,
        organisation=person.organisation,
        country=person.country,
        text=person.text,
        language=person.language,
        now=now,
    )


def rate(desk: DemoDesk, lead: Lead, ratings: tuple[int | None, ...], now: datetime) -> None:
    """The lead measured against the list, in the list's order."""
    criteria = Criterion.objects.owned_by(desk.business).current()
    chosen = dict(zip([row.ref for row in criteria], ratings, strict=False))
    leads.score_lead(lead=lead, ratings=chosen, by=desk.owner, now=now)
    lead.refresh_from_db()
