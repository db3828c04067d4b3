"""Features by name as a table, which trees and networks learn from."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def tabulated(seen: Sequence[Mapping[str, float]], least_seen: int) -> tuple[list[str], NDArray[np.float32]]:
    """The names of the features that so many candidates have, or all, and their values [candidates, features]."""
    counts = Counter(name for each in seen for name in each)
    names = sorted(name for name, count in counts.items() if count >= min(least_seen, len(seen)))
    columns = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(seen), len(names)), np.float32)
    for row, each in enumerate(seen):
        for name in each.keys() & columns.keys():
            table[row, columns[name]] = each[name]
    return names, table
