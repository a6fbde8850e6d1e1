"""Deals that stand on Nour's desk today, each in a different place."""

from .deals import Deal
from .steps import (
    approve,
    claim,
    complain,
    hand_over,
    last_wishes,
    late,
    more_work,
    news,
    paid,
    progress,
    says,
    send_back,
    set_up,
    show,
)

DEALS = (
    Deal(  # the third stage of four, a payment reported, a question since yesterday
        "sidra", "الهوية البصرية وموقع الطلب المسبق",
        [
            ("الشعار ودليل الهوية للفرع الثاني", 4600, "تطوير الشعار القائم، ودليل للشاشة والطباعة"),
            ("موقع الطلب المسبق", 5400, "القائمة والطلب والدفع عند الاستلام، للجوال أولًا"),
            ("تطبيقات الهوية على الأكواب والأكياس", 2000, "أربعة تطبيقات جاهزة للطباعة"),
        ],
        [("الاستكشاف والاتجاه البصري", 25), ("الشعار ودليل الهوية", 25), ("تصميم موقع الطلب المسبق", 25),
         ("البرمجة والنقل إلى نطاق العميل", 25)],
        46, 43,
        [
            (42, paid), (42, set_up), (31, show("ثلاثة اتجاهات للفرع الثاني، ومسح للمقاهي المجاورة.", pictures=2)),
            (29, approve), (20, show("الشعار بمقاساته، ومسودة الدليل.")),
            (18, send_back(
                "درجة أهدأ من الأخضر في الشعار، كما في الصورة.\nمسافة أوسع بين الاسم والرمز.", "الدرجة المطلوبة.png"
            )),
            (13, show("الشعار بعد التعديل، والدليل كاملًا.", "درجة أهدأ من الأخضر في الشعار\nمسافة أوسع حول الاسم")),
            (10, approve), (6, news), (2, claim()),
            (1, says("هل يصل تصميم صفحة الطلب قبل اجتماع الشركاء يوم الثلاثاء؟")),
        ],
        intro="الأستاذة ريم، السلام عليكم ورحمة الله.\n\nبعد لقائنا صار الهدف واضحًا: أن يعرف الزائر "
        "الفرع الجديد من أول نظرة، وأن يطلب قهوته قبل وصوله.",
        work_days=52,
    ),
    Deal(  # a late invoice, reminded by the ladder until the work paused by itself
        "rowad", "قوالب العقود وتدريب الفريق",
        [("عشرون قالبًا بنسقين", 640, "للطباعة وللإرسال"), ("تدريب الفريق", 120, "جلستان عن بُعد")],
        [("القوالب العشرة الأولى", 40), ("القوالب العشرة الثانية", 30), ("التدريب", 30)], 50, 48,
        [(47, paid), (47, set_up), (40, news), (36, show("عشرة قوالب للعقود.")), (35, approve), (30, news),
         (28, show("القوالب العشرة الثانية.")), (26, approve)],
        currency="KWD", work_days=45,
    ),
    Deal(  # signed, the first payment awaited
        "fanar", "سلسلة أغلفة الشتاء",
        [("ثلاثة أغلفة", 960, "")], [("الغلاف الأول", 50), ("الغلافان الآخران", 50)], 6, 4,
        currency="USD", work_days=25,
    ),
    Deal(  # shown and not answered: the clock of silence has put it on hold
        "weiss", "Colouring book, 32 pages",
        [("32 drawn pages", 1600, ""), ("Cover", 400, "")], [("Cover and sample pages", 40), ("All pages", 60)], 30, 27,
        [(26, paid), (26, set_up), (17, news), (11, show("The cover and four sample pages.", pictures=2))],
        currency="USD", work_days=40,
    ),
    Deal(  # reminded twice, then paid; handed over, and the client has last wishes before the last payment
        "ofuq", "هوية المدرسة واللوحات الإرشادية",
        [("الهوية", 1200, ""), ("اللوحات الإرشادية", 900, "ست عشرة لوحة")],
        [("الهوية", 40), ("اللوحات", 30), ("ملفات التنفيذ", 30)], 64, 62,
        [(61, paid), (61, set_up), (50, show("هوية المدرسة.")), (49, approve), (38, show("اللوحات باللغتين.")),
         (36, approve), (27, paid), (24, news), (12, show("ملفات التنفيذ.")), (11, approve), (5, hand_over),
         (3, last_wishes("سهم لوحة المختبر إلى اليمين.\nتكبير رقم الطابق."))],
        currency="USD", work_days=60,
    ),
    Deal(  # handed over, and a complaint stands open: nobody is asked for a review meanwhile
        "tameem", "الملف التعريفي للشركة",
        [("تصميم أربع وعشرين صفحة", 2600, "عربي وإنجليزي")], [("الغلاف والنظام", 40), ("الصفحات", 30), ("الطباعة", 30)],
        84, 82,
        [(81, paid), (81, set_up), (70, show("الغلاف ونظام الصفحات.")), (68, approve), (55, show("الصفحات كاملة.")),
         (53, approve), (51, paid), (40, show("ملفات الطباعة.")), (38, approve), (9, hand_over), (7, paid),
         (4, says("جاءت الألوان من المطبعة أغمق مما على الشاشة، ونحتاج حلًّا قبل المعرض.")),
         (3, complain("ألوان المطبعة أغمق من الألوان المعتمدة"))],
        currency="USD", work_days=78,
    ),
    Deal(  # in danger of being late, its day moved once with the true cause
        "carter", "Arabic typesetting of the museum guide",
        [("Typesetting, 60 pages", 1500, ""), ("Proof reading round", 300, "")],
        [("Two sample chapters", 40), ("Half of the guide", 30), ("Whole guide", 30)], 42, 39,
        [(38, paid), (38, set_up), (28, show("Chapters one and two.")), (26, approve), (12, progress(45)),
         (7, late(6, "I was ill for four days and lost the week planned for chapters five to eight.",
                  "The proof reading round is done by a colleague at my cost.")), (6, news)],
        currency="USD", work_days=36,
    ),
    Deal(  # handed over, its last invoice on the way; something more was asked for
        "wafa", "صور المتجر وبطاقات الإهداء",
        [("تصوير أربعة عطور", 2600, ""), ("بطاقات الإهداء", 800, "")], [("جلسة التصوير", 50), ("البطاقات والصور", 50)],
        26, 24,
        [(23, paid), (23, set_up), (15, show("أول الصور من الجلسة.", pictures=2)), (14, approve),
         (8, show("البطاقات والصور النهائية.")), (7, approve), (5, hand_over),
         (2, more_work("نحتاج أيضًا فيديو قصيرًا لكل عطر، هل يمكن تسعيره؟"))],
        work_days=24,
    ),
    Deal(  # accepted on the platform, under way
        "mona", "عشرون منشورًا للمركز الرياضي",
        [("عشرون منشورًا", 300, "بقالبين")], [("القالبان", 50), ("المنشورات", 50)], 33, 30,
        [(23, news), (22, progress(40)), (15, news), (6, progress(60))], currency="USD", work_days=34,
    ),
)  # fmt: skip
