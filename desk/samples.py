"""What the style guide shows: one small cast of words, in both languages, and forms that carry every kind of field."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms

from core.fields import AmountFormField, CountField, DayField
from core.money import Money

# name: (Arabic, English)
WORDS = {
    "name": ("ريم القحطاني", "Reem Al-Qahtani"),
    "other": ("سالم المطيري", "Salem Al-Mutairi"),
    "firm": ("مقهى سدرة", "Sidra Café"),
    "platform": ("مستقل", "Mostaql"),
    "send": ("إرسال العينة", "Send the sample"),
    "draft": ("حفظ مسودة", "Save draft"),
    "not_today": ("ليس اليوم", "Not today"),
    "cancel": ("إلغاء الطلب", "Cancel order"),
    "below": ("دون الحد الأدنى", "Below the minimum"),
    "accept": ("قبول العرض", "Accept the offer"),
    "title": ("ثلاث رسائل قبل الحادية عشرة", "Three replies before eleven"),
    "subtitle": ("تصميم موقع الطلب المسبق", "Pre-order site design"),
    "prose": (
        "لكل مرحلة خمسة أيام للاعتماد، ثم تُعدّ معتمدة كما في البند 7 من العقد الموقّع.",
        "Each stage has five days for approval, then counts as approved under clause 7 of the signed contract.",
    ),
    "order": ("الأحد 22 نوفمبر 2026، الطلب", "Sunday 22 November 2026, order"),
    "due": ("مستحق", "Due"),
    "received": ("وصل في نوفمبر", "Received in November"),
    "withdrawable": ("قابل للسحب", "Withdrawable"),
    "question": ("هل يصل التصميم قبل اجتماع الشركاء؟", "Will the design arrive before the partners meet?"),
    "answer": ("نعم، وتُفتح الملفات كاملةً بعد السداد.", "Yes, and the files open in full once paid."),
    "hint": ("ذُكر لون بلا صورة.", "A colour is named, without a picture."),
    "attach": ("إرفاق صورة", "Attach one"),
    "before": ("قبل 11:00", "Before 11:00"),
    "ago": ("منذ 13 ساعة", "13 hours ago"),
    "tuesday": ("الثلاثاء 18:01", "Tue 18:01"),
    "issued": ("صدرت الفاتورة", "Invoice issued:"),
    "silence": ("اعتُمدت المرحلة بانقضاء المهلة", "Stage approved by silence"),
    "next_step": ("العينة جاهزة للإرسال.", "The sample is ready to send."),
    "look": ("معاينة", "Look"),
    "locked": (
        "التنزيل متاح بعد سداد المرحلة الثانية. للمالك وحده فتحه قبل ذلك.",
        "Downloads open once stage two is paid. Only the owner may open them sooner.",
    ),
    "cancel_title": ("إلغاء الطلب نهائيًا", "Cancel this order for good"),
    "cancel_note": (
        "يصل إشعار إلى العميل، وتبقى الفواتير في الدفاتر.",
        "The client is told; the invoices stay in the books.",
    ),
    "back": ("رجوع", "Back"),
    "ask_first": ("السؤال قبل الإلغاء", "Ask before cancelling"),
    "more": ("المزيد", "More"),
    "copy_link": ("نسخ الرابط", "Copy link"),
    "new_version": ("نسخة جديدة", "New version"),
    "archive": ("أرشفة", "Archive"),
    "archived": ("أُرشفت المحادثة", "Conversation archived"),
    "undo": ("تراجع", "Undo"),
    "nothing": ("لا عروض بعد", "No offers yet"),
    "nothing_note": (
        "أول عملية بيع تأتي غالبًا بعد ثمانية عروض. البداية من استفسارات تناسب نقاط القوة.",
        "A first sale often comes after eight offers. Start with postings that suit your strengths.",
    ),
    "new_offer": ("عرض جديد", "New offer"),
    "invoice": ("الفاتورة", "Invoice"),
    "state": ("الحالة", "State"),
    "amount": ("المبلغ", "Amount"),
    "said": ("أُبلغ عن سدادها", "Said to be sent"),
    "tomorrow": ("تستحق غدًا", "Due tomorrow"),
    "all": ("الكل", "All"),
    "late": ("متأخرة", "Late"),
    "paid": ("مدفوعة", "Paid"),
    "orders": ("الطلبات", "Orders"),
    "ask": (
        "المطلوب الآن: قراءة العرض والرد قبل الأحد 29 نوفمبر.",
        "Wanted now: read the offer and answer by Sunday 29 November.",
    ),
    "greeting": ("الأستاذ فهد الدوسري، السلام عليكم ورحمة الله.", "Dear Mr Al-Dosari,"),
    "terms": ("نص الشروط كاملًا", "The terms in full"),
    "signed": ("عقد موقّع", "Contract signed"),
    "update": ("مستجدات العمل", "Progress update"),
    "thanks": ("رسالة الشكر", "Thank-you note"),
    "iban": ("الآيبان، باسم نور الهاشمي", "IBAN, in the name of Nour Al-Hashimi"),
    "reminder": (
        "السلام عليكم أستاذة ريم،\nتذكير لطيف بالعينة المرسلة يوم الأحد.",
        "Hello Reem,\na gentle reminder of the sample sent on Sunday.",
    ),
    "stage_one": ("الاستكشاف والاتجاه البصري", "Discovery and direction"),
    "stage_two": ("تصميم الموقع", "Site design"),
    "stage_three": ("البرمجة والنقل", "Build and hand-over"),
    "stage_note": ("تُفوتر عند الاعتماد", "Invoiced on approval"),
    "revisions": ("استُخدم تعديل واحد من ثلاثة", "One revision of three used"),
    "progress": ("التقدم", "Progress"),
    "steps": ("الخطوات", "Steps"),
    "life": ("مسار الطلب", "Life of the order"),
}
LISTS = {
    "states": (
        ("planned", "مخطط له", "Planned"),
        ("working", "قيد التنفيذ", "In progress"),
        ("submitted", "أُرسلت", "Submitted"),
        ("waiting", "بانتظار العميل", "Waiting on client"),
        ("paused", "متوقف", "Paused"),
        ("risk", "مهدد بالتأخر", "At risk"),
        ("late", "متأخر", "Late"),
        ("done", "مكتمل", "Done"),
        ("locked", "مقفل حتى السداد", "Locked until paid"),
        ("closed", "مستبعد", "Declined"),
    ),
    "colours": (
        ("paper", "الورق", "Paper"),
        ("surface", "السطح", "Surface"),
        ("ink", "الحبر", "Ink"),
        ("ink-soft", "حبر هادئ", "Soft ink"),
        ("accent", "الفعل", "Accent"),
        ("waiting", "انتظار", "Waiting"),
        ("late", "تأخر", "Late"),
        ("done", "تم", "Done"),
        ("sunken", "غائر", "Sunken"),
        ("accent-wash", "دعوة", "Invitation"),
        ("waiting-mark", "علامة انتظار", "Waiting mark"),
        ("money-in", "مال في الطريق", "Money in"),
    ),
}
STEPS = {
    "life_steps": (
        ("عرض", "Offer"),
        ("عقد", "Contract"),
        ("دفعة أولى", "Deposit"),
        ("تنفيذ", "Work"),
        ("تسليم", "Delivery"),
        ("تقييم", "Review"),
        ("وصول المال", "Money home"),
    ),
    "flow": (("قبول", "Accept"), ("توقيع", "Sign"), ("سداد", "Pay")),
}
FIELDS = {
    "client": ("اسم العميل", "Client name", "كما يظهر في الفاتورة", "As it appears on the invoice"),
    "price": ("السعر", "Price", "تُقبل الأرقام بكل صورها", "Any digits are accepted"),
    "trigger": ("متى تستحق", "When it falls due", "", ""),
    "iban": ("الآيبان", "IBAN", "", ""),
    "days": ("مهلة الرد، أيام", "Days to answer", "", ""),
    "until": ("سارٍ حتى", "Valid until", "", ""),
    "note": ("ملاحظة", "Note", "", ""),
    "silence": ("اعتماد بالصمت بعد المهلة", "Approve by silence after the term", "", ""),
    "agree": ("أوافق على توقيع هذا العقد إلكترونيًا.", "I agree to sign this contract electronically.", "", ""),
    "way": ("طريقة الدفع", "How to pay", "", ""),
    "weekdays": ("أيام العمل", "Working days", "", ""),
    "slip": ("إيصال التحويل، صورة أو PDF", "Transfer slip, picture or PDF", "", ""),
}
DAYS = (
    ("7", "أحد", "Sun"),
    ("1", "إثنين", "Mon"),
    ("2", "ثلاثاء", "Tue"),
    ("3", "أربعاء", "Wed"),
    ("4", "خميس", "Thu"),
)
WAYS = (("bank", "تحويل بنكي", "Bank transfer"), ("card", "مدى أو بطاقة", "Card"))
WRONG_IBAN = ("الآيبان السعودي 24 خانة، وهذا 14.", "A Saudi IBAN has 24 characters; this has 14.")


@dataclass(frozen=True)
class Side:
    """One column of the guide."""

    code: str
    direction: str
    words: dict[str, Any]
    form: forms.Form
    soon: datetime
    sums: dict[str, Money]


class SampleForm(forms.Form):
    """Every kind of field once."""

    client = forms.CharField()
    price = AmountFormField(currency="SAR")
    trigger = forms.ChoiceField()
    iban = forms.CharField(widget=forms.TextInput(attrs={"dir": "ltr", "inputmode": "text"}))
    days = CountField()
    until = DayField()
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    silence = forms.BooleanField(required=False)
    agree = forms.BooleanField()
    way = forms.ChoiceField(widget=forms.RadioSelect)
    weekdays = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    slip = forms.FileField(required=False)


def side(code: str, now: datetime) -> Side:
    """The words, the form and the sums of one language."""
    column = 0 if code == "ar" else 1
    words: dict[str, Any] = {name: pair[column] for name, pair in WORDS.items()}
    words |= {name: [(row[0], row[1 + column]) for row in rows] for name, rows in LISTS.items()}
    words |= {name: [pair[column] for pair in pairs] for name, pairs in STEPS.items()}
    sums = {
        "paid": Money(345_000, "SAR"),
        "due": Money(260_000, "KWD"),
        "held": Money(38_400, "USD"),
        "all": Money(1_380_000, "SAR"),
    }
    return Side(code, "rtl" if code == "ar" else "ltr", words, _form(code, column), now + timedelta(minutes=47), sums)


def _form(code: str, column: int) -> forms.Form:
    filled = {
        "client": WORDS["firm"][column],
        "price": ("٣٬٤٥٠٫٠٠", "3,450.00")[column],
        "trigger": "approval", "iban": "SA44 2000 0001 23", "days": "5", "until": "2026-11-29",
        "silence": "on", "agree": "on", "way": "bank", "weekdays": ["7", "1", "2", "3"],
    }  # fmt: skip
    form = SampleForm(filled, prefix=code, auto_id=f"{code}_%s")
    form.data = {f"{code}-{name}": value for name, value in filled.items()}
    for name, texts in FIELDS.items():
        form.fields[name].label, form.fields[name].help_text = texts[column], texts[2 + column]
    _choose(
        form, "trigger", (("approval", "عند الاعتماد", "On approval"), ("signing", "عند التوقيع", "On signing")), column
    )
    _choose(form, "weekdays", DAYS, column)
    _choose(form, "way", WAYS, column)
    form.full_clean()
    form.errors.clear()
    form.add_error("iban", WRONG_IBAN[column])
    return form


def _choose(form: forms.Form, name: str, rows: tuple[tuple[str, str, str], ...], column: int) -> None:
    form.fields[name].choices = [(row[0], row[1 + column]) for row in rows]  # type: ignore[attr-defined]
