"""The kill test's own judge: it sees each kind of broken promise, and stays silent when all is well."""

from collections import Counter

import pytest

from chaos.verdict import Findings, faults

OWED = {("A", "tally"), ("A", "letter")}
WELL = {
    "owed": OWED,
    "effects": Counter(OWED),
    "letters": {"<1>": "sent", "<2>": "unsure", "<3>": "unsure"},
    "received": Counter(["<1>", "<2>"]),
}


def test_all_is_well() -> None:
    assert faults(Findings(**WELL)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"effects": Counter([*OWED, ("A", "tally")])}, "tally of event A took effect 2 times instead of 1"),
        ({"effects": Counter([("A", "tally")])}, "letter of event A took effect 0 times instead of 1"),
        ({"effects": Counter([*OWED, ("B", "tally")])}, "tally of event B took effect 1 times instead of 0"),
        ({"received": Counter(["<1>", "<1>", "<2>"])}, "letter <1> is sent, but was received 2 times"),
        ({"received": Counter(["<2>"])}, "letter <1> is sent, but was received 0 times"),
        ({"received": Counter(["<1>", "<2>", "<2>"])}, "letter <2> is unsure, but was received 2 times"),
        ({"received": Counter(["<1>", "<9>"])}, "letter <9> is unknown and was received 1 times"),
        ({"letters": {"<1>": "queued"}, "received": Counter()}, "letter <1> is queued and was received 0 times"),
        ({"complaints": ["the books differ: income: 10 / 20 SAR"]}, "the books differ: income: 10 / 20 SAR"),
    ],
)
def test_a_broken_promise_is_named(change: dict[str, object], sentence: str) -> None:
    assert faults(Findings(**{**WELL, **change})) == [sentence]
