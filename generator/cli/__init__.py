"""The command line: arguments, one call, progress, exit code. Libraries are loaded inside the commands."""
