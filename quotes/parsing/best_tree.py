"""
The best tree with one root: Chu, Liu and Edmonds' algorithm, as Stanza has it, with the root chosen here.

Stanza makes the arc of the root so dear that only one word takes it: its first guess is never a tree, and circles are
broken one by one.  Here each word that may be the root is tried, the one of which most can be hoped first, which is
nearly always enough.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds

from quotes.learned.reader import Heads, has_circle

#: A score that no arc has.
_NEVER = -1e9


def best_tree(scores: NDArray[np.floating[Any]]) -> Heads:
    """
    The heads (from 1; 0 is the root's) of the best tree; *scores* are words + 1 × heads + 1, their first row unread.

    >>> best_tree(np.array([[0, 0, 0], [-1, -9, -1], [-2, -1, -9]])).tolist()
    [0, 0, 1]
    """
    arcs = np.array(scores, np.float64)
    roots = arcs[:, 0].copy()
    arcs[:, 0] = _NEVER
    np.fill_diagonal(arcs, _NEVER)
    heads = arcs.argmax(1)
    most = arcs.max(1)
    hoped = most[1:].sum() - most + roots
    best: Heads = heads
    reached = -np.inf
    for root in (1 + np.argsort(-hoped[1:], kind="stable")).tolist():
        if hoped[root] <= reached:
            break
        tree = _tree_of(root, arcs, heads)
        dependents = np.delete(np.arange(1, len(tree)), root - 1)
        total = roots[root] + arcs[dependents, tree[dependents]].sum()
        if total > reached:
            best, reached = tree, total
    return best


def _tree_of(root: int, arcs: NDArray[np.float64], heads: Heads) -> Heads:
    """The best tree in which that word is the root; *heads* are the best ones of each word alone."""
    tree = heads.copy()
    tree[0] = tree[root] = 0
    if has_circle(tree.tolist()):
        fixed = arcs.copy()
        fixed[root] = _NEVER
        fixed[root, 0] = 0
        tree = chuliu_edmonds(fixed)
    return tree
