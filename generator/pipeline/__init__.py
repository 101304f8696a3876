"""Every stage named once, in order: read, check, compose, render, press, publish."""

from generator.pipeline.build import build
from generator.pipeline.checking import check
from generator.pipeline.order import BuildOrder, BuildReport, Checked, Progress
from generator.pipeline.project import EditionName, compose_project

__all__ = ["BuildOrder", "BuildReport", "Checked", "EditionName", "Progress", "build", "check", "compose_project"]
