"""What a contract says, in both languages. Ours, plain and short; a general template, not legal advice.

Texts are copied into each contract when it is made: a later change here changes no contract already out.
Counts stand after a colon, so that no sentence depends on the plural of a number.
"""

from dataclasses import dataclass
from datetime import date

from core.dates import full_day_text

TEMPLATE_VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class Pair:
    """The same words in Arabic and in English."""

    ar: str
    en: str

    def fill(self, **values: str | int) -> "Pair":
        return Pair(self.ar % values, self.en % values)


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered term: its heading and its text."""

    number: int
    title: Pair
    text: Pair


TRIGGERS = {
    "signing": Pair("عند توقيع العقد", "On signing the contract"),
    "approval": Pair("عند اعتماد المرحلة", "When the stage is approved"),
    "progress": Pair("عند إنجاز %(percent)s%% من العمل", "When %(percent)s%% of the work is done"),
    "date": Pair("يوم %(day)s", "On %(day)s"),
    "completion": Pair(
        "عند اكتمال العمل وقبل فتح الملفات النهائية", "When the work is complete, before the final files open"
    ),
}


def when_due(trigger: str, at_percent: int | None, due_on: date | None) -> Pair:
    """What makes an instalment due, in words."""
    pair = TRIGGERS[trigger]
    days = [full_day_text(due_on, language) if due_on else "" for language in ("ar", "en")]
    return Pair(
        pair.ar % {"percent": at_percent, "day": days[0]},
        pair.en % {"percent": at_percent, "day": days[1]},
    )


SUBJECT = (
    Pair("موضوع العقد", "What is agreed"),
    Pair(
        "ينفّذ المستقل لصالح العميل الأعمال المبيّنة في جدول الأعمال أعلاه، كما وردت في العرض %(offer)s، "
        "النسخة %(version)s. وما لم يُذكر في الجدول ليس من هذا العقد.",
        "The Freelancer carries out for the Client the work listed above, as described in offer %(offer)s, "
        "version %(version)s. What is not listed is not part of this contract.",
    ),
)
PRICE = (
    Pair("السعر وخطة السداد", "Price and payment plan"),
    Pair(
        "السعر الإجمالي ثابت وهو المبيّن أعلاه. يُسدَّد على دفعات حسب خطة السداد، وتصدر لكل دفعة فاتورة عند استحقاقها.",
        "The total above is fixed. It is paid in the instalments of the payment plan; "
        "each is invoiced when it falls due.",
    ),
)
START = (
    Pair("بدء العمل ومدته", "Start and time"),
    Pair(
        "يبدأ العمل عند وصول الدفعة المستحقة عند التوقيع إن وُجدت، وإلا فعند التوقيع. "
        "أيام انتظار رد العميل أو مواده أو دفعاته تُضاف إلى المدة.",
        "Work starts when the instalment due on signing has arrived or, if there is none, on signing. "
        "Days of waiting for the Client's answers, material or payments are added to the time agreed.",
    ),
)
DURATION = Pair(" مدة التنفيذ بالأيام: %(days)s.", " Days of work from the start: %(days)s.")
ANSWERS = (
    Pair("ردود العميل", "The Client's answers"),
    Pair(
        "يراجع العميل ما يُقدَّم إليه في كل مرحلة ويرد بالاعتماد أو بقائمة واحدة بالتعديلات. مهلة الرد بالأيام: %(days)s.",
        "The Client reviews what is presented at each stage and answers with an approval or with one list of "
        "changes. Days to answer: %(days)s.",
    ),
)
REVISIONS = (
    Pair("التعديلات", "Changes to the work"),
    Pair(
        "عدد التعديلات البسيطة المشمولة في السعر: %(revisions)s. التعديل البسيط يبقي الفكرة المعتمدة ويضبط تفاصيلها. "
        "أما التعديل الجذري، وهو ما يغيّر الفكرة أو نطاق العمل، وما زاد على العدد المشمول، فيُسعَّر وحده ولا يُنفَّذ "
        "قبل موافقة العميل على سعره. وتصحيح ما يخالف المتفق عليه بلا مقابل ولا يُحسب من التعديلات.",
        "Minor changes included in the price: %(revisions)s. A minor change keeps the approved idea and adjusts its "
        "details. A radical change, which alters the idea or the scope, and any change beyond the number included, "
        "is priced separately and not carried out before the Client agrees to its price. Correcting what departs "
        "from the agreement is free and does not count as a change.",
    ),
)
OWNERSHIP = (
    Pair("الملفات والملكية", "Files and ownership"),
    Pair(
        "تبقى الملفات النهائية مقفلة حتى سداد كامل السعر، وتُعرض قبل ذلك عينات للمراجعة فقط. "
        "وعند اكتمال السداد تُفتح الملفات وتنتقل إلى العميل ملكية العمل المتفق عليه وحقوق استخدامه. "
        "ما يُستخدم من خطوط أو صور أو برمجيات لأطراف أخرى يخضع لشروط ترخيصه.",
        "The final files stay locked until the whole price is paid; until then samples are shown for review only. "
        "Once the price is paid in full the files open, and ownership of the agreed work and the right to use it "
        "pass to the Client. Fonts, pictures or software of others keep their own licence terms.",
    ),
)
LATE = (
    Pair("تأخر السداد", "Late payment"),
    Pair(
        "إذا تأخر سداد دفعة بعد موعد فاتورتها جاز للمستقل إيقاف العمل حتى وصولها، وتُزاد المواعيد بعدد أيام الإيقاف.",
        "If an instalment is not paid by the date on its invoice, the Freelancer may pause the work until it arrives; "
        "dates move by the days of the pause.",
    ),
)
CANCELLATION = (
    Pair("الإلغاء", "Cancellation"),
    Pair(
        "لكل طرف إنهاء العقد بإشعار مكتوب. عندها تُحسب قيمة ما أُنجز من العمل حتى يوم الإشعار وتُقابَل بما سُدد: "
        "فإن زاد المسدد أُعيدت الزيادة إلى العميل، وإن نقص سدّد العميل الفرق، ويُسلَّم إليه ما سدّد قيمته.",
        "Either side may end this contract by written notice. The work done up to that day is then valued and set "
        "against what was paid: a surplus goes back to the Client, a shortfall is paid by the Client, and what has "
        "been paid for is handed over.",
    ),
)
PRIVACY = (
    Pair("السرية", "Confidentiality"),
    Pair(
        "يحفظ كل طرف ما اطّلع عليه من معلومات الطرف الآخر غير المعلنة، ولا يستخدمها إلا لهذا العمل.",
        "Each side keeps the other's unpublished information to itself and uses it only for this work.",
    ),
)
SIGNATURE = (
    Pair("التوقيع الإلكتروني", "Electronic signature"),
    Pair(
        "يوافق الطرفان على إبرام هذا العقد إلكترونيًا، ويُعد إرسال المستقل للعرض وتوقيع العميل عبر رابطه الشخصي قبولًا "
        "ملزمًا. وتُحفظ مع العقد أدلة التوقيع، ومنها البصمة الرقمية لنصه، ولا يصح أي تعديل بعد التوقيع إلا باتفاق "
        "مكتوب جديد.",
        "Both sides agree to conclude this contract electronically. The Freelancer's sending of the offer and the "
        "Client's signature through a personal link are binding acceptance. The evidence of signing, including the "
        "fingerprint of this text, is kept with the contract; once signed it changes only by a new written agreement.",
    ),
)
LANGUAGE = (
    Pair("اللغة والقانون", "Language and law"),
    Pair(
        "حُرّر هذا العقد بالعربية والإنجليزية، وعند الاختلاف يُعتمد النص %(prevailing_ar)s. "
        "ويخضع لقوانين بلد المستقل: %(country_ar)s.",
        "This contract is made in Arabic and in English; where they differ, the %(prevailing_en)s text prevails. "
        "It is governed by the law of the Freelancer's country: %(country_en)s.",
    ),
)
PREVAILING = {"ar": Pair("العربي", "Arabic"), "en": Pair("الإنجليزي", "English")}

NOTE = Pair(
    "هذا نموذج عام وليس استشارة قانونية، ولا يصلح لما يشترط القانون توثيقه لدى جهة رسمية.",
    "This is a general template, not legal advice, and does not suit what the law requires to be notarised.",
)
