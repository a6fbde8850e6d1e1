"""Whether a wording of the ask is fair: it thanks, it says what for, it promises nothing and does not press.

Words of both languages are looked for in every text: people mix them. Spellings are folded before.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.text import fold

from .errors import AskTextRefused

Sentence = str | Promise


def _any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern for all. Arabic words may carry a prefix such as و or بـ, so they are matched from inside."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_THANKS = _any_of(r"شكر", r"ممتن", r"امتنان", r"\bthank", r"\bgrateful", r"\bappreciat")
_PURPOSE = _any_of(
    r"افضل", r"احسن", r"تحسين", r"تطوير", r"اتقان", r"نتعلم", r"اتعلم", r"يرتقي",
    r"\bbetter\b", r"\bimprov", r"\bbest\b", r"\blearn",
)  # fmt: skip
_REWARD = _any_of(
    r"خصم", r"تخفيض", r"هديه", r"هدايا", r"مكافا", r"جايزه", r"كوبون", r"قسيمه", r"مجان", r"استرداد", r"عموله",
    r"سحب علي", r"مقابل (?:ال|هذا ال)?(?:تقييم|راي)",
    r"\bdiscount", r"\bgift", r"\breward", r"\bbonus", r"\bcoupon", r"\bvoucher", r"\bcash ?back", r"\brefund",
    r"\bprize", r"\braffle", r"(?<!feel )\bfree\b(?! to\b)", r"\d+ ?% ?(?:off|خصم)", r"\bin (?:return|exchange) for\b",
)  # fmt: skip
_KIND = r"(?:review|rating|score|feedback|stars?)"
_PRESSURE = _any_of(
    r"(?:5|خمس|الخمس) ?(?:نجوم|نجمات)", r"تقييما? (?:ال)?(?:ايجابي|ممتاز|عالي|عال|جيد|كامل|مرتفع|حسن)",
    r"(?:اعلي|افضل|احسن) (?:ال)?تقييم", r"(?:ال)?(?:علامه|درجه) (?:ال)?كامله", r"(?:10|١٠) من (?:10|١٠)", r"5 من 5",
    r"اذا كنت راضي", r"ان كنت راضي", r"ارجوك", r"اتوسل", r"يجب ان تقيم", r"لا ترسل تقييما? سلبي",
    r"\b(?:5|five)[ -]?stars?\b", rf"\b(?:positive|good|great|excellent|perfect|high|top|best|favou?rable) {_KIND}\b",
    r"\b10 ?(?:/|out of) ?10\b", r"\b5 ?(?:/|out of) ?5\b", r"\bif you (?:are|were) (?:happy|satisfied|pleased)\b",
    r"\bonly if you\b", r"\byou must\b", r"\bi beg\b", r"\bbad (?:review|rating|score)s? (?:hurt|harm|cost)",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """One thing that a fair ask holds to: what it is called, when it is met, and what to mend where it is not."""

    name: Sentence
    is_met: Callable[[str], bool]
    fault: Sentence


RULES = (
    Rule(
        _("It says thank you"),
        lambda text: bool(_THANKS.search(text)),
        _("Begin with thanks for the work together."),
    ),
    Rule(
        _("It says what the answer is for"),
        lambda text: bool(_PURPOSE.search(text)),
        _("Say what the answer is for: to do the best work, and to get better."),
    ),
    Rule(
        _("It promises nothing in return"),
        lambda text: not _REWARD.search(text),
        _("Leave out discounts, gifts and anything else in return: a review is given freely."),
    ),
    Rule(
        _("It does not press for a good score"),
        lambda text: not _PRESSURE.search(text),
        _("Leave the score to the client: no stars asked for, no “good review”, no condition."),
    ),
)


@dataclass(frozen=True)
class Verdict:
    """One rule and whether the text holds to it."""

    name: Sentence
    is_met: bool
    fault: Sentence


def verdicts(text: str) -> list[Verdict]:
    """Every rule with its answer, in order; the page shows them while the text is typed."""
    folded = fold(text)
    return [Verdict(rule.name, rule.is_met(folded), rule.fault) for rule in RULES]


def check_ask_text(text: str) -> None:
    """Raises AskTextRefused with what to mend, when the thanks or the purpose is missing or it rewards or presses."""
    faults = [verdict.fault for verdict in verdicts(text) if not verdict.is_met]
    if faults:
        raise AskTextRefused(faults)
