"""What a client agrees to when signing. A change of words is a new version; old evidence keeps the words it had."""

from .wording import Pair

CONSENT_VERSION = "2026-11"

CONSENT = Pair(
    "أوافق على توقيع هذا العقد إلكترونيًا بدل التوقيع الخطي، وعلى أن كتابة اسمي وإرسال هذا النموذج توقيع ملزم لي، "
    "وعلى حفظ الوقت وعنوان الشبكة والجهاز دليلًا عليه.",
    "I agree to sign this contract electronically instead of by hand, that typing my name and sending this form is my "
    "binding signature, and that the time, network address and device are kept as evidence.",
)


def consent_text(language: str) -> str:
    """The exact words shown beside the tick."""
    return CONSENT.ar if language == "ar" else CONSENT.en
