"""The rules of the catalogue, each declared once, by id in catalogue order."""

from __future__ import annotations

from data.intake.rules import cells, files, organizations, people, references, uniqueness
from data.intake.rules.kinds import Check, Rule, Severity

__all__ = ["RULES", "Check", "Rule", "Severity"]

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in sorted(
        (
            *files.RULES,
            *cells.RULES,
            *references.RULES,
            *uniqueness.RULES,
            *people.RULES,
            *organizations.RULES,
        ),
        key=lambda rule: rule.id,
    )
}
