"""Figures turned into pictures, tables and documents: bytes out, no queries."""
