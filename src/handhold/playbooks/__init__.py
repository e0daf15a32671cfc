"""Playbooks, the catalogue of wishes, facts and help lines: data, and the code that reads it."""

from handhold.playbooks.load import library

__all__ = ["library"]
