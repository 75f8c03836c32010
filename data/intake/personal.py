"""ID numbers and mobile numbers in a text: how they are told from other numbers, and how they are masked."""

from __future__ import annotations

import re
from datetime import date

TOKEN = re.compile(r"(?<![0-9A-Za-z])(?:(?:00)?86[- ]?)?(1[3-9]\d(?:\d{8}|-\d{4}-\d{4}| \d{4} \d{4})|"
                   r"\d{6}(?: \d{8} |\d{8})\d{3}[\dXx])(?![0-9A-Za-z])")  # fmt: skip
SHORTEST = 11
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


def find_personal(text: str) -> list[tuple[str, str]]:
    """The personal details in a text, as kind (`id_number` or `mobile`) and the number itself."""
    found = []
    for match in TOKEN.finditer(text.translate(FULL_WIDTH)):
        number = _digits(match[1])
        if len(number) == 11:
            found.append(("mobile", number))
        elif is_id_number(number):
            found.append(("id_number", number))
    return found


def is_id_number(number: str) -> bool:
    """Whether 18 characters hold a date of birth and the check digit that GB 11643 demands."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number[17] == CHECK_DIGITS[total % 11] and is_birth_date(number[6:14])


def is_birth_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) >= date(1850, 1, 1)
    except ValueError:
        return False


def mask(number: str) -> str:
    """Enough of a number to find it, too little to use it."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"


def masked(text: str | None) -> str | None:
    """The text with every personal number in it masked."""
    if not text or len(text) < SHORTEST:
        return text
    personal = {number for _kind, number in find_personal(text)}
    if not personal:
        return text
    return TOKEN.sub(
        lambda match: mask(_digits(match[1])) if _digits(match[1]) in personal else match[0],
        text.translate(FULL_WIDTH),
    )


def _digits(written: str) -> str:
    return re.sub("[- ]", "", written).upper()
