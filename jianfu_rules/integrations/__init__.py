"""Whole columns of texts: pandas, polars, scikit-learn and Spark.

Each module is named after its library and needs it; nothing here is imported unless
it is asked for by name. `columns` is the one schema of them all, `rows` turns the
values of a column into rows of it, and `frames` is what tables have in common.
"""
