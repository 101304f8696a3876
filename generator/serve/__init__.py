"""A preview on this computer: builds beside, never into `site/`, builds anew on every save, reloads the browser."""

from generator.serve.preview import Preview, PreviewOrder

__all__ = ["Preview", "PreviewOrder"]
