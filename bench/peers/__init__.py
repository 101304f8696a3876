"""What others do with the same documents: MkDocs, Hugo, `cp`, Typst and WeasyPrint, each used as its own guide says."""
