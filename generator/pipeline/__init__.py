"""Every stage named once, in order: read, check, compose, render, press, publish.

Import what you need from its modules: `build`, `checking`, `export`, `live`, `project`, `order`. Nothing is loaded
here, because worker processes need only `workshop`, and a build that finds nothing changed next to nothing.
"""
