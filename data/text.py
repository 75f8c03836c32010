"""A text in both languages, for what is declared once: fields, rules, indicators, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "zh"]
_UPRIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in English and in 简体中文; `{name}` marks what `fill` puts in, `{name:is|are}` the word that
    goes with one or with more of it."""

    en: str
    zh: str

    def in_language(self, language: Language) -> str:
        """The sentence. A font with Chinese draws curly quotation marks a whole character wide, as Chinese wants them:
        English has upright ones, on screen and in whatever is taken away."""
        return self.zh if language == "zh" else self.en.translate(_UPRIGHT)

    def fill(self, **values: object) -> Text:
        """The text with its marks filled; a `Text` among the values appears in the matching language."""
        return Text(
            self.en.format(**{name: _in(value, "en") for name, value in values.items()}),
            self.zh.format(**{name: _in(value, "zh") for name, value in values.items()}),
        )

    def __str__(self) -> str:
        return f"{self.en} / {self.zh}"


@dataclass(frozen=True, slots=True)
class _Said:
    """What is put into a text: as it is, or the word that goes with it."""

    value: object

    def __format__(self, how: str) -> str:
        one, bar, more = how.partition("|")
        return (one if str(self.value) == "1" else more) if bar else format(self.value, how)


def _in(value: object, language: Language) -> _Said:
    return _Said(value.in_language(language) if isinstance(value, Text) else value)
