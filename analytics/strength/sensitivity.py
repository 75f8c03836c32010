"""Which assumption moves ranks most: Sobol indices of the mean absolute rank shift."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from SALib.analyze import sobol

from analytics.strength.simulation import ASSUMPTIONS, Design

Floats = NDArray[np.float64]
COLUMNS = ("first_order", "first_order_error", "total", "total_error")


def exchanged(first: Design, second: Design, varied: Sequence[int]) -> Design:
    """For each varied assumption in turn the first design with that one column of the second (Saltelli 2010).

    Rows are ordered as SALib wants them: by row of the design, then by assumption.
    """
    mixed = np.repeat(first, len(varied), axis=0)
    for place, assumption in enumerate(varied):
        mixed[place :: len(varied), assumption] = second[:, assumption]
    return mixed


def sobol_indices(first: Floats, mixed: Floats, second: Floats, varied: Sequence[int], seed: int) -> pd.DataFrame:
    """First-order and total indices by assumption, each with the half-width of its 95 % interval (bootstrap).

    first, second: the outcome of the two independent designs (n); mixed: of the exchanged ones (n x varied). An
    assumption that was not varied has 0, as have all where the outcome is the same in every draw of the halves.
    """
    table = pd.DataFrame(0.0, index=pd.Index(ASSUMPTIONS, name="assumption"), columns=list(COLUMNS))
    if not varied or len(first) < 2 or np.ptp([first, second]) == 0:
        return table
    outcome = np.column_stack([first, mixed.reshape(len(first), len(varied)), second]).ravel()
    problem = {"num_vars": len(varied), "names": [ASSUMPTIONS[place] for place in varied]}
    found = sobol.analyze(problem, outcome, calc_second_order=False, seed=seed + 1)
    for column, key in zip(COLUMNS, ("S1", "S1_conf", "ST", "ST_conf"), strict=True):
        table.loc[problem["names"], column] = np.asarray(found[key])
    return table
