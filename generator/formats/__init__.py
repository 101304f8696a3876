"""Text formats of a policy folder: text in, value and problems out. Nothing here opens a file."""
