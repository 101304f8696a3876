"""`python -m bench.peers.hugo_site PROJECTS FOLDER`: all plain projects as one Hugo site with a minimal theme.

The Markdown stays as it is, but for what Hugo reads otherwise: links name pages by their address, since Hugo would
have to look each up; classes on links, which Hugo does not know, are dropped; ids on links become anchors. The theme is
small on purpose: one frame, a page, a list, a menu made once for each edition, and the contents of a page.
"""

from __future__ import annotations

import json
import posixpath
import re
import sys
from pathlib import Path

from bench.peers.plain import projects

SETTINGS = {
    "baseURL": "https://policies.example/",
    "locale": "en-GB",
    "title": "School policies",
    "disableKinds": ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"],
    "outputs": {"home": ["html"], "section": ["html"], "page": ["html"]},
    "markup": {
        "goldmark": {
            "parser": {"attribute": {"block": True, "title": True}},
            "renderer": {"unsafe": True},
            "extensions": {"typographer": {"disable": True}},
        },
        "tableOfContents": {"startLevel": 2, "endLevel": 3},
    },
}

LAYOUTS = {
    "baseof.html": """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ .Params.school }}</title>
<link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/brand.css">
</head>
<body>
<header><p>{{ .Params.school }}</p><p>{{ .Params.edition }}</p></header>
{{ with .Params.watermark }}<p>{{ . }}</p>{{ end }}
{{ partialCached "menu.html" .CurrentSection .CurrentSection.Path }}
<main>
{{ block "main" . }}{{ end }}
</main>
<footer>
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</footer>
</body>
</html>
""",
    "page.html": """{{ define "main" }}
{{ .TableOfContents }}
<article>{{ .Content }}</article>
{{ end }}
""",
    "list.html": """{{ define "main" }}
<article>{{ .Content }}</article>
<ul>{{ range .Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
{{ end }}
""",
    "_partials/menu.html": """<nav aria-label="Menu"><ul>
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ range .RegularPages.ByWeight }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></nav>
""",
}

_LINK = re.compile(r'\]\((?P<path>[^()\s:#]*\.md)(?P<anchor>#[^()\s]*)?(?P<title> "[^"]*")?\)')
_CLASS_OF_LINK = re.compile(r"(?<=\))\{ [^{}\n#]*\}")
_ID_OF_LINK = re.compile(r"(\[[^\[\]\n]*\]\([^()\n]*\))\{ #([^\s{}]+) \}")
_BLOCK_CLASS = re.compile(r'^\{ (\.[\w-]+)(?: data-search-exclude="")? \}$', re.MULTILINE)


def write_site(plain: Path, folder: Path) -> int:
    """Writes the Hugo site of all projects in `plain` to `folder`; the number of its Markdown pages."""
    for name, text in LAYOUTS.items():
        _write(folder / "layouts" / name, text)
    _write(folder / "hugo.json", json.dumps(SETTINGS))
    _write(folder / "content" / "_index.md", _front({"title": "School policies"}, "", 0) + "# School policies\n")
    found = projects(plain)
    for project in found:
        _write(folder / "static" / "brand.css", (project / "docs" / "brand.css").read_text("utf-8"))
        title = f"# {_school(project)} {{#top_}}\n"
        front = _front({"title": _school(project)}, _school(project), 0)
        _write(folder / "content" / project.parent.name / "_index.md", front + title)
    return 1 + len({project.parent for project in found}) + sum(_edition(project, folder) for project in found)


def _school(project: Path) -> str:
    """The name of the school that the project is of."""
    match = re.search(r"^  school: (.*)$", (project / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    return str(json.loads(match[1])) if match else ""


def _edition(project: Path, folder: Path) -> int:
    """Writes the pages of one edition; how many they are. Their order is that of the menu in mkdocs.yml."""
    settings = (project / "mkdocs.yml").read_text("utf-8")
    order = re.findall(r'": "([\w/.-]+\.md)"$', settings, re.MULTILINE)
    school = _school(project)
    target = folder / "content" / project.parent.name / project.name
    pages = sorted((project / "docs").rglob("*.md"))
    for page in pages:
        path = page.relative_to(project / "docs").as_posix()
        facts, text = _parted(page.read_text("utf-8"))
        name = re.sub(r"(^|/)index\.md$", r"\1_index.md", path)
        front = _front(facts | {"edition": project.name}, school, order.index(path) + 1)
        _write(target / name, front + converted(text, path))
    return len(pages)


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The front matter's lines of text, and the page below it."""
    _, front, page = text.split("---\n", 2)
    return {name: json.loads(value) for name, value in re.findall(r'^(\w+): (".*")$', front, re.MULTILINE)}, page


def _front(facts: dict[str, str], school: str, weight: int) -> str:
    more = {name: fact for name, fact in facts.items() if name in ("edition", "watermark")} | {"school": school}
    return json.dumps({"title": facts["title"], "weight": weight, "params": more}, ensure_ascii=False) + "\n\n"


def converted(text: str, path: str) -> str:
    """The Markdown of the page at `path` in Hugo's dialect."""
    text = _LINK.sub(lambda link: f"]({_address(link['path'], path)}{link['anchor'] or ''}{link['title'] or ''})", text)
    text = _ID_OF_LINK.sub(r'<a id="\2"></a>\1', text)
    text = _CLASS_OF_LINK.sub("", text)
    return _BLOCK_CLASS.sub(r"{\1}", text).replace(' markdown="1"', "")


def _address(target: str, path: str) -> str:
    """The address of the page `target`, as seen from the address of the page `path`; both name Markdown files."""
    here, there = _folder_of(path), _folder_of(posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    return posixpath.relpath(there or ".", here or ".") + "/"


def _folder_of(path: str) -> str:
    return posixpath.dirname(path) if posixpath.basename(path) == "index.md" else path.removesuffix(".md")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    print(write_site(Path(sys.argv[1]), Path(sys.argv[2])))
