"""How long people stay: Kaplan-Meier curves and their comparison. A stay not ended is censored, not lost."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from analytics.statistics.arguments import Flags, Floats, counts, refuse_where, together
from analytics.statistics.intervals import normal_quantile


@dataclass(frozen=True)
class Retention:
    """The share still there after each time at which someone left, with its interval and the number at risk before.

    All arrays have one entry a distinct time of leaving, in order; none if nobody left. `median` is the first time
    at which at most half are still there, None while more than half are.
    """

    times: Floats
    survival: Floats
    lower: Floats
    upper: Floats
    at_risk: Floats
    median: float | None


@dataclass(frozen=True)
class LogRank:
    """chi2 with groups - 1 degrees of freedom, and its p."""

    chi2: float
    p: float


def kaplan_meier(duration: ArrayLike, left: ArrayLike, confidence: float = 0.95) -> Retention:
    """Retention curve from each stay's length (any unit of time) and whether it ended then, or is still going on.

    Intervals rest on Greenwood's variance on the scale log(-log S), which keeps them within 0 to 1; where S is 0
    that scale ends, and the upper limit of the step before is kept. Refused: no stay, a negative duration, `left`
    other than 0 or 1. Source: Kaplan and Meier 1958, JASA 53:457; Greenwood 1926; Kalbfleisch and Prentice 2002,
    section 1.4 ("exponential Greenwood").
    """
    time, ended = _stays(duration, left)
    curve = SurvfuncRight(time, ended.astype(int))
    survival = np.asarray(curve.surv_prob, dtype=np.float64)
    error = np.asarray(curve.surv_prob_se, dtype=np.float64)
    lower, upper = _log_log(survival, error, normal_quantile(confidence))
    half = np.flatnonzero(survival <= 0.5)
    times = np.asarray(curve.surv_times, dtype=np.float64)
    median = float(times[half[0]]) if half.size else None
    return Retention(times, survival, lower, upper, np.asarray(curve.n_risk, dtype=np.float64), median)


def log_rank(duration: ArrayLike, left: ArrayLike, group: ArrayLike) -> LogRank:
    """Whether groups' stays differ; arguments as in `kaplan_meier`, and each stay's group, at least two of them.

    NaN for both where nobody left, or nobody while two groups were still there: then nothing can be compared.
    Source: Mantel 1966; Peto and Peto 1972, JRSS A 135:185.
    """
    time, ended = _stays(duration, left)
    groups: NDArray[np.generic] = np.asarray(group)
    number = np.unique(groups).size
    refuse_where(groups.shape != time.shape, "group", groups.shape, f"have the shape {time.shape} of duration")
    refuse_where(number < 2, "group", number, "name at least 2 groups")
    try:
        chi2, p = survdiff(time, ended.astype(int), groups)
    except np.linalg.LinAlgError:  # a variance of 0
        return LogRank(np.nan, np.nan)
    return LogRank(float(chi2), float(p))


def _stays(duration: ArrayLike, left: ArrayLike) -> tuple[Floats, Flags]:
    time, ended = together(counts("duration", duration), counts("left", left))
    refuse_where(time.ndim != 1 or time.size == 0, "duration", time.shape, "be a list of at least one stay")
    refuse_where((ended != 0) & (ended != 1), "left", ended, "be 0 or 1")
    return time, ended == 1


def _log_log(survival: Floats, error: Floats, z: float) -> tuple[Floats, Floats]:
    inner = np.where(survival > 0, survival, 0.5)
    hazard = np.log(inner)
    spread = np.exp(z * np.where(survival > 0, error, 0.0) / (inner * np.abs(hazard)))
    lower, upper = inner**spread, inner ** (1 / spread)
    if survival.size and survival[-1] == 0:
        lower[-1], upper[-1] = 0.0, upper[-2] if survival.size > 1 else 1.0
    return lower, upper
