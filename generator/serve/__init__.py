"""A preview on this computer: makes each page when it is asked for, follows every save, reloads the browser."""

from generator.serve.preview import Preview, PreviewOrder

__all__ = ["Preview", "PreviewOrder"]
