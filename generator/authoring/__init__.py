"""The only writer of a policy folder's files.

Changes are worked out as values (`Change`) from the files as they stand, then written whole or not at all, with the
same stage and journal as a build. Nothing that a person wrote is lost: comments, order and line ends stay.
"""
