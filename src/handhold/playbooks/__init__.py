"""Playbooks, the catalogue of wishes, facts and help lines: data, and the code that reads it."""
