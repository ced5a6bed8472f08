"""Verdigris: zero-downtime blue/green releases of data models on Materialize. Its command is ``verdigris``."""
