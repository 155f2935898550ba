"""Near copies among many texts: the same petition twice, with small changes."""

from jianfu_rules.duplicates.grouping import DuplicateFinder, group_duplicates

__all__ = ["DuplicateFinder", "group_duplicates"]
