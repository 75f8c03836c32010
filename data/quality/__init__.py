"""The rules of the catalogue that keep no row out, run over the records in force: each declared once, by id."""

from __future__ import annotations

from data.quality import activity, copied, members, plausibility, posts, reporting
from data.quality.kinds import Dimension, Sign, Watch

__all__ = ["WATCHES", "Dimension", "Sign", "Watch"]

WATCHES: dict[str, Watch] = {
    watch.id: watch
    for watch in sorted(
        (
            *reporting.WATCHES,
            *members.WATCHES,
            *posts.WATCHES,
            *activity.WATCHES,
            *plausibility.WATCHES,
            *copied.WATCHES,
        ),
        key=lambda watch: watch.id,
    )
}
