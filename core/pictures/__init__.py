"""Samples of other people's pictures and PDFs: small, marked, without anything that hid in the original.

Files that strangers made are opened in a process of their own (`python -m core.pictures`), with little memory and
little time: a bomb or a crash in a decoder ends that process, not the worker.
"""

from .darkroom import NoSample, Shot, samples_of
from .mark import shapes_arabic

__all__ = ["NoSample", "Shot", "samples_of", "shapes_arabic"]
