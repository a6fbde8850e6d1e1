"""Countries, currencies and clocks to choose from, in the reader's language; Arab ones first."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.numbers import get_territory_currencies
from django.utils.translation import gettext as _

from clients.countries import COUNTRIES, CountryDefaults
from core.text import fold
from core.units import currency_name, unit

ARAB_COUNTRIES = (
    "SA", "AE", "EG", "KW", "BH", "OM", "QA", "JO", "IQ", "SY", "LB", "PS", "LY", "TN", "DZ", "MA", "MR", "SD", "YE",
    "DJ", "SO", "KM",
)  # fmt: skip
# Countries of many clocks that clients/countries.py leaves out: the clock most of their people live by.
_MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires", "AU": "Australia/Sydney", "BR": "America/Sao_Paulo",
    "CL": "America/Santiago", "CN": "Asia/Shanghai", "ID": "Asia/Jakarta", "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur", "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv", "UZ": "Asia/Tashkent",
}  # fmt: skip
_AREA_CODES = {"Africa": "002", "America": "019", "Asia": "142", "Europe": "150", "Australia": "AU"}

Choices = list[tuple[str, str]]
Groups = list[tuple[str, Choices]]


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """IANA zone to its country, as far as this machine knows the zone."""
    known = available_timezones()
    return {zone: country for zone, country in get_global("zone_territories").items() if zone in known}


@lru_cache(maxsize=1)
def _countries() -> tuple[str, ...]:
    """ISO codes of countries that have a clock and a currency in use."""
    return tuple(code for code in sorted(set(_zones().values())) if len(code) == 2 and get_territory_currencies(code))


@lru_cache(maxsize=300)
def usual_in(country: str) -> CountryDefaults:
    """What a freelancer there probably wants: from our own table, else from what the library of locales knows."""
    if country in COUNTRIES:
        return COUNTRIES[country]
    currencies = get_territory_currencies(country) or ["USD"]
    zones = [_MAIN_ZONES.get(country, ""), *(zone for zone, code in _zones().items() if code == country)]
    zone = next((zone for zone in zones if zone in _zones()), "UTC")
    return CountryDefaults(currencies[0], zone, _working_days(country), "en")


def _working_days(country: str) -> tuple[int, ...]:
    try:
        locale = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        return (1, 2, 3, 4, 5)
    first, last = locale.weekend_start, locale.weekend_end  # Monday is 0
    weekend = {(first + count) % 7 + 1 for count in range((last - first) % 7 + 1)}
    return tuple(sorted(set(range(1, 8)) - weekend))


# The choices are cached by language: call them with that language active.


@lru_cache(maxsize=4)
def country_choices(language: str) -> Groups:
    names = Locale(language).territories
    others = [(code, names[code]) for code in _countries() if code not in ARAB_COUNTRIES and code in names]
    return [
        (_("Arab countries"), [(code, names[code]) for code in ARAB_COUNTRIES]),
        (_("Other countries"), sorted(others, key=lambda pair: fold(pair[1]))),
    ]


@lru_cache(maxsize=4)
def currency_choices(language: str) -> Choices:
    """The currencies of the Arab countries, the dollar, the euro and the pound, then every other one by name."""
    first = dict.fromkeys([*(get_territory_currencies(code)[0] for code in ARAB_COUNTRIES), "USD", "EUR", "GBP"])
    every = {get_territory_currencies(code)[0] for code in _countries()}
    names = {code: currency_name(code, language) for code in every | first.keys()}
    rest = (code for code in every - first.keys() if names[code] != code)
    ordered = [*first, *sorted(rest, key=lambda code: fold(names[code]))]
    return [(code, f"{names[code]} ({unit(code, language)})") for code in ordered]


@lru_cache(maxsize=4)
def zone_choices(language: str) -> Groups:
    """Every known clock, by the name of its city, grouped by part of the world; Arab cities first."""
    locale = Locale(language)
    groups: dict[str, Choices] = {}
    for zone, country in _zones().items():
        title = _("Arab cities") if country in ARAB_COUNTRIES else _area(zone, locale)
        groups.setdefault(title, []).append((zone, city(zone, locale)))
    for choices in groups.values():
        choices.sort(key=lambda pair: fold(pair[1]))
    arab = _("Arab cities")
    return [(arab, groups.pop(arab, [])), *sorted(groups.items(), key=lambda pair: fold(pair[0]))]


def _area(zone: str, locale: Locale) -> str:
    code = _AREA_CODES.get(zone.partition("/")[0])
    return str(locale.territories[code]) if code else _("Elsewhere")


def city(zone: str, locale: Locale) -> str:
    """The city a clock is named after."""
    known = locale.time_zones.get(zone, {})
    return str(known.get("city") or zone.rsplit("/", 1)[-1].replace("_", " "))
