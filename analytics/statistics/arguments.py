"""What every statistic asks of its arguments; a refusal is a ValueError that names the argument and the value."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def refuse_where(wrong: Any, name: str, value: Any, must: str) -> None:
    """Raise ValueError "<name> must <must>; got <first wrong value>" if any of `wrong` is true."""
    bad = np.atleast_1d(wrong)
    if bad.any():
        first = np.broadcast_to(np.atleast_1d(value), bad.shape)[bad][0]
        raise ValueError(f"{name} must {must}; got {first!s}")


def unmasked(value: ArrayLike) -> Floats:
    """`value` as float64; what a masked array hides is NaN, a missing unit, and not the number beneath the mask."""
    if isinstance(value, np.ma.MaskedArray):
        return np.where(np.ma.getmaskarray(value), np.nan, np.asarray(value.data, dtype=np.float64))
    return np.asarray(value, dtype=np.float64)


def reals(name: str, value: ArrayLike) -> Floats:
    """`value` as float64; infinities refused, NaN and masked entries kept as NaN (a missing unit)."""
    array = unmasked(value)
    refuse_where(np.isinf(array), name, array, "be finite")
    return array


def finite(name: str, value: ArrayLike) -> Floats:
    """`value` as float64; NaN, masked entries and infinities refused."""
    array = unmasked(value)
    refuse_where(~np.isfinite(array), name, array, "be a finite number")
    return array


def line(name: str, value: ArrayLike) -> Floats:
    """`value` as a float64 array of one dimension, NaN kept; any other shape refused."""
    array = reals(name, value)
    if array.ndim != 1:
        raise ValueError(f"{name} must have one dimension; got shape {array.shape}")
    return array


def counts(name: str, value: ArrayLike) -> Floats:
    """`value` as float64, fractions allowed; negative or not finite refused."""
    array = finite(name, value)
    refuse_where(array < 0, name, array, "not be negative")
    return array


def sizes(name: str, value: ArrayLike) -> Floats:
    """`value` as float64; zero, negative or not finite refused."""
    array = finite(name, value)
    refuse_where(array <= 0, name, array, "be above 0")
    return array


def together(*arrays: Floats) -> tuple[Floats, ...]:
    """The arrays broadcast to one shape, each with memory of its own (statsmodels wants to be able to write)."""
    shapes = [array.shape for array in arrays]
    try:
        return tuple(np.array(array) for array in np.broadcast_arrays(*arrays))
    except ValueError:
        raise ValueError(f"the arrays must fit together; got shapes {', '.join(map(str, shapes))}") from None


def x_of_n(x: ArrayLike, n: ArrayLike, names: tuple[str, str] = ("x", "n")) -> tuple[Floats, Floats]:
    """Counts x out of n, broadcast together; n <= 0, x < 0 and x > n refused."""
    total = sizes(names[1], n)
    count, total = together(counts(names[0], x), total)
    refuse_where(count > total, names[0], count, f"not exceed {names[1]}")
    return count, total


def x_of_n_with_gaps(x: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats, Flags]:
    """As `x_of_n` in one dimension, and which are there; a NaN in either is a gap and NaN in both."""
    count, total = together(line("x", x), line("n", n))
    there = np.isfinite(count) & np.isfinite(total)
    x_of_n(count[there], total[there])
    return np.where(there, count, np.nan), np.where(there, total, np.nan), there


def inside(name: str, value: float, low: float = 0.0, high: float = 1.0) -> float:
    """`value` if low < value < high, else refused."""
    if not low < value < high:
        raise ValueError(f"{name} must lie between {low:g} and {high:g}; got {value}")
    return float(value)


def whole(name: str, value: float) -> int:
    """`value` as a whole number; below 1 or with a fraction refused."""
    refuse_where(value < 1, name, value, "be at least 1")
    refuse_where(value != int(value), name, value, "be a whole number")
    return int(value)


def share(name: str, value: ArrayLike) -> Floats:
    """`value` as float64; outside 0 to 1 refused."""
    array = finite(name, value)
    refuse_where((array < 0) | (array > 1), name, array, "lie between 0 and 1")
    return array
