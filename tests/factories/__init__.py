"""Rows for tests. Anything with a history is built by calling services instead."""
