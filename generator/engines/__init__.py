"""The engines that turn sources into files: MkDocs for the website, Typst for paper, and stamping."""
