"""What a country usually means for a freelancer's week and money. Suggestions only: every one can be changed."""

from dataclasses import dataclass

SUNDAY_TO_THURSDAY = (7, 1, 2, 3, 4)
MONDAY_TO_FRIDAY = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class CountryDefaults:
    """ISO 4217 currency, IANA zone and ISO weekdays a new business in this country starts with."""

    currency: str
    zone: str
    working_days: tuple[int, ...] = SUNDAY_TO_THURSDAY
    language: str = "ar"


_ENGLISH = "en"
COUNTRIES: dict[str, CountryDefaults] = {
    "SA": CountryDefaults("SAR", "Asia/Riyadh"),
    "AE": CountryDefaults("AED", "Asia/Dubai", MONDAY_TO_FRIDAY),
    "EG": CountryDefaults("EGP", "Africa/Cairo"),
    "KW": CountryDefaults("KWD", "Asia/Kuwait"),
    "BH": CountryDefaults("BHD", "Asia/Bahrain"),
    "OM": CountryDefaults("OMR", "Asia/Muscat"),
    "QA": CountryDefaults("QAR", "Asia/Qatar"),
    "JO": CountryDefaults("JOD", "Asia/Amman"),
    "IQ": CountryDefaults("IQD", "Asia/Baghdad"),
    "SY": CountryDefaults("SYP", "Asia/Damascus"),
    "LB": CountryDefaults("USD", "Asia/Beirut", MONDAY_TO_FRIDAY),
    "PS": CountryDefaults("ILS", "Asia/Hebron"),
    "LY": CountryDefaults("LYD", "Africa/Tripoli"),
    "TN": CountryDefaults("TND", "Africa/Tunis", MONDAY_TO_FRIDAY),
    "DZ": CountryDefaults("DZD", "Africa/Algiers"),
    "MA": CountryDefaults("MAD", "Africa/Casablanca", MONDAY_TO_FRIDAY),
    "MR": CountryDefaults("MRU", "Africa/Nouakchott"),
    "SD": CountryDefaults("SDG", "Africa/Khartoum"),
    "YE": CountryDefaults("YER", "Asia/Aden"),
    "TR": CountryDefaults("TRY", "Europe/Istanbul", MONDAY_TO_FRIDAY),
    "GB": CountryDefaults("GBP", "Europe/London", MONDAY_TO_FRIDAY, _ENGLISH),
    "DE": CountryDefaults("EUR", "Europe/Berlin", MONDAY_TO_FRIDAY, _ENGLISH),
    "FR": CountryDefaults("EUR", "Europe/Paris", MONDAY_TO_FRIDAY, _ENGLISH),
    "ES": CountryDefaults("EUR", "Europe/Madrid", MONDAY_TO_FRIDAY, _ENGLISH),
    "NL": CountryDefaults("EUR", "Europe/Amsterdam", MONDAY_TO_FRIDAY, _ENGLISH),
    "US": CountryDefaults("USD", "America/New_York", MONDAY_TO_FRIDAY, _ENGLISH),
    "CA": CountryDefaults("USD", "America/Toronto", MONDAY_TO_FRIDAY, _ENGLISH),
    "JP": CountryDefaults("JPY", "Asia/Tokyo", MONDAY_TO_FRIDAY, _ENGLISH),
}
ELSEWHERE = CountryDefaults("USD", "UTC", MONDAY_TO_FRIDAY, _ENGLISH)


def defaults_for(country: str) -> CountryDefaults:
    """The usual currency, zone and week of an ISO country code; a neutral set for countries we do not know."""
    return COUNTRIES.get(country.upper(), ELSEWHERE)
