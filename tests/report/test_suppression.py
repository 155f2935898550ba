"""What is hidden, and that nothing hidden follows from what is shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianfu_rules.report.suppression import Sum, hide_small

K = 3


def keys(*names):
    return tuple((name,) for name in names)


def hidden(counts, sums, k=5):
    return {key[0] for key in hide_small({(n,): c for n, c in counts.items()}, sums, k)}


def test_small_counts_are_hidden_and_zero_is_not() -> None:
    assert hidden({"a": 4, "b": 5, "c": 0}, []) == {"a"}


def test_k_of_one_hides_nothing() -> None:
    assert (
        hidden({"all": 3, "a": 1, "b": 2}, [Sum(("all",), keys("a", "b"))], 1) == set()
    )


def test_a_total_does_not_give_a_hidden_part_away() -> None:
    counts = {"all": 40, "a": 2, "b": 9, "c": 29}
    assert hidden(counts, [Sum(("all",), keys("a", "b", "c"))]) == {"a", "b"}


def test_two_small_parts_of_a_small_sum_are_not_enough() -> None:
    # 1 and 1 hidden beside a total of 30 would be known to be two.
    counts = {"all": 30, "a": 1, "b": 1, "c": 8, "d": 20}
    assert hidden(counts, [Sum(("all",), keys("a", "b", "c", "d"))]) == {"a", "b", "c"}


def test_a_total_goes_first_where_the_parts_matter_more() -> None:
    counts = {"all": 32, "a": 2, "b": 30}
    (each,) = sums = [Sum(("all",), keys("a", "b"), is_total_dear=False)]
    assert hidden(counts, sums) == {"a", "all"}
    assert hidden(counts, [replace(each, is_total_dear=True)]) == {"a", "b"}


def test_a_zero_is_hidden_where_nothing_else_is_left() -> None:
    counts = {"all": 4, "a": 4, "b": 0}
    assert hidden(counts, [Sum(("all",), keys("a", "b"))]) >= {"all", "a"}


def test_the_same_quantity_in_two_tables_is_hidden_in_both() -> None:
    counts = {"all": 40, "a": 2, "b": 9, "c": 29, "alias": 9}
    sums = [Sum(("all",), keys("a", "b", "c")), Sum(("alias",), keys("b"))]
    assert hidden(counts, sums) == {"a", "b", "alias"}


def test_a_sum_with_overlap_hides_a_second_part_as_well() -> None:
    counts = {"all": 30, "a": 2, "b": 20, "c": 15}
    sums = [Sum(("all",), keys("a", "b", "c"), is_exact=False)]
    assert hidden(counts, sums) == {"a", "c"}


@st.composite
def grids(draw):
    """A small table with totals of its rows, its columns and of all."""
    rows, columns = 2, draw(st.integers(2, 4))
    cells = {
        (r, c): draw(st.integers(0, 7)) for r in range(rows) for c in range(columns)
    }
    return rows, columns, cells


@settings(max_examples=100)
@given(grids())
def test_every_hidden_cell_can_be_two_things_at_least(grid) -> None:
    """Try all tables that look like the published one."""
    rows, columns, cells = grid
    counts = {(f"{r}{c}",): n for (r, c), n in cells.items()}
    sums = []
    for r in range(rows):
        counts[f"r{r}",] = sum(cells[r, c] for c in range(columns))
        sums.append(Sum((f"r{r}",), keys(*(f"{r}{c}" for c in range(columns)))))
    for c in range(columns):
        counts[f"c{c}",] = sum(cells[r, c] for r in range(rows))
        sums.append(Sum((f"c{c}",), keys(*(f"{r}{c}" for r in range(rows)))))
    counts["all",] = sum(cells.values())
    sums.append(Sum(("all",), keys(*(f"r{r}" for r in range(rows)))))
    sums.append(Sum(("all",), keys(*(f"c{c}" for c in range(columns)))))
    secret = hide_small(counts, sums, K)
    assert {key for key, n in counts.items() if 0 < n < K} <= secret
    inner = [cell for cell in cells if (f"{cell[0]}{cell[1]}",) in secret]
    if len(inner) > 4:
        return  # too many tables to try; that many hidden cells protect each other
    seen: dict[tuple[int, int], set[int]] = {cell: set() for cell in inner}
    for values in product(range(11), repeat=len(inner)):
        other = {**cells, **dict(zip(inner, values, strict=True))}
        made = {
            (f"r{r}",): sum(other[r, c] for c in range(columns)) for r in range(rows)
        }
        made |= {
            (f"c{c}",): sum(other[r, c] for r in range(rows)) for c in range(columns)
        }
        made["all",] = sum(other.values())
        if all(made[key] == counts[key] for key in made if key not in secret):
            for cell in inner:
                seen[cell].add(other[cell])
    small = [c for c in inner if 0 < cells[c] < K]
    assert all(len(seen[cell]) > 1 for cell in small), (cells, secret)


def test_cells_that_only_all_sums_together_give_away() -> None:
    # Each row and column has two hidden cells but one, whose row is overdetermined.
    counts = {"x": 1, "y": 9, "z": 9, "s": 10, "t": 10, "u": 18}
    sums = [
        Sum(("s",), keys("x", "y")),
        Sum(("t",), keys("x", "z")),
        Sum(("u",), keys("y", "z")),
    ]
    secret = hidden(counts, sums)
    # x = (s + t - u) / 2 is known as long as all three totals are shown.
    assert {"s", "t", "u"} & secret


@pytest.mark.parametrize("k", [2, 5, 10])
def test_a_batch_below_k_shows_nothing(k: int) -> None:
    counts = {"all": k - 1, "a": k - 1, "b": 0}
    assert {"all", "a"} <= hidden(counts, [Sum(("all",), keys("a", "b"))], k)


def test_what_would_tell_how_much_a_hidden_cell_is_at_least_is_hidden_too() -> None:
    # a + b = 11 is known; with its part of 10 shown, a could only be 1.
    counts = {"all": 50, "a": 1, "b": 10, "c": 39, "part of b": 10, "part of c": 9}
    sums = [Sum(("all",), keys("a", "b", "c"))]
    bounded = {(n,): keys(f"part of {n}") for n in "bc"}
    every = {(name,): count for name, count in counts.items()}
    assert hide_small(every, sums, 5, bounded) == {("a",), ("b",), ("part of b",)}
