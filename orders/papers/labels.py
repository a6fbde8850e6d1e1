"""Printed words of contracts and certificates, in both languages because both stand on the paper."""

from .wording import Pair

LABELS = {
    "contract": Pair("عقد تقديم خدمات", "Service contract"),
    "number": Pair("رقم العقد", "Contract no."),
    "offer": Pair("بناءً على العرض", "Based on offer"),
    "version": Pair("النسخة", "version"),
    "made_on": Pair("تاريخ العقد", "Date"),
    "freelancer": Pair("المستقل", "The Freelancer"),
    "client": Pair("العميل", "The Client"),
    "vat_number": Pair("الرقم الضريبي", "VAT no."),
    "work": Pair("الأعمال المتفق عليها", "Work agreed"),
    "quantity": Pair("الكمية", "Qty"),
    "amount": Pair("المبلغ", "Amount"),
    "before_vat": Pair("قبل الضريبة", "Before VAT"),
    "vat": Pair("ضريبة القيمة المضافة", "VAT"),
    "total": Pair("الإجمالي", "Total"),
    "plan": Pair("خطة السداد", "Payment plan"),
    "due": Pair("الاستحقاق", "Due"),
    "terms": Pair("البنود", "Terms"),
    "signature_freelancer": Pair("المستقل", "The Freelancer"),
    "signature_client": Pair("العميل", "The Client"),
    "by_sending": Pair("بإرسال العرض ثم العقد إلى العميل", "By sending the offer and this contract to the Client"),
    "certificate": Pair("شهادة التوقيع", "Certificate of signature"),
    "text_mark": Pair("بصمة نص العقد (SHA-256)", "Fingerprint of the contract's text (SHA-256)"),
    "signer": Pair("اسم الموقّع كما كُتب", "Signer, as typed"),
    "signer_contact": Pair("جهة الاتصال", "Contact"),
    "signed_at": Pair("وقت التوقيع", "Signed at"),
    "method": Pair("طريقة التحقق", "How the signer was verified"),
    "address": Pair("عنوان الشبكة", "Network address"),
    "device": Pair("الجهاز", "Device"),
    "consent": Pair("نص الموافقة", "Consent given"),
    "events": Pair("سجل الأحداث", "What happened"),
    "server": Pair("الخادم الذي حُفظ فيه السجل", "Server that kept this record"),
}

VERIFIED_BY_CODE = Pair(
    "رابط شخصي، ثم رمز لمرة واحدة أُرسل إلى %(address)s", "Personal link, then a one-time code sent to %(address)s"
)
VERIFIED_BY_LINK = Pair(
    "رابط شخصي فقط. لم يُرسل رمز لمرة واحدة لأن البريد غير مُعدّ على هذا الخادم أو لأن العميل بلا بريد إلكتروني.",
    "Personal link only. No one-time code was sent, because this server has no mail set up or the client no e-mail "
    "address.",
)

SERVER_NOTE = Pair(
    "تُدار هذه الخدمة من %(operator)s على %(host)s. هذه الشهادة سجل حفظه الخادم نفسه، ولا تدّعي ضمان طرف ثالث.",
    "This service is run by %(operator)s at %(host)s. This certificate is a record kept by that server; it claims no "
    "guarantee by a third party.",
)

EVENTS = {
    "accepted": Pair("قُبل العرض", "Offer accepted"),
    "sent": Pair("أُرسل العقد للتوقيع", "Contract sent for signature"),
    "viewed": Pair("فُتح العقد وقُرئ", "Contract opened and read"),
    "code_sent": Pair("أُرسل رمز لمرة واحدة", "One-time code sent"),
    "code_wrong": Pair("أُدخل رمز غير صحيح", "Wrong code entered"),
    "code_verified": Pair("تأكد الرمز", "Code confirmed"),
    "consented": Pair("الموافقة على التوقيع الإلكتروني", "Consented to sign electronically"),
    "signed": Pair("وُقّع العقد", "Contract signed"),
    "scan_recorded": Pair("حُفظت نسخة ورقية موقّعة", "Signed paper copy recorded"),
    "declined": Pair("اعتذار عن التوقيع", "Signing declined"),
    "voided": Pair("أُلغي العقد", "Contract voided"),
    "new_address": Pair("تغيّر بريد العميل الإلكتروني بعد إرسال العقد", "E-mail address of the client changed"),
}

ACTORS = {
    "owner": Pair("المستقل", "Freelancer"),
    "contact": Pair("العميل", "Client"),
    "worker": Pair("النظام", "System"),
    "visitor": Pair("زائر", "Visitor"),
}
