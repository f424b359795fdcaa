"""Compression: what `compress.py` puts together."""
