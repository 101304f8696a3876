"""The style of the page that tells a school office what to paste: it stands in the page, which is one file."""

PASTE_STYLE = """\
:root { color-scheme: light dark; --ink: #1a1d21; --quiet: #4d545c; --ground: #fff; --shade: #f3f5f6; --rule: #c5cbd1;
  --notice: #fff4ce; --notice-ink: #2b2300; --link: var(--pp-school); }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --quiet: #b4bbc3; --ground: #16181d; --shade: #22262d; --rule: #4a525c; --notice: #3a3000;
    --notice-ink: #ffe9a3; --link: var(--pp-school-on-dark); }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground);
  font: 1.125rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
header { padding: .75rem 0; color: #fff; background: var(--pp-school); font-weight: 700; }
header p, main { max-width: 46rem; margin: 0 auto; padding: 0 1rem; overflow-wrap: anywhere; }
main { padding-bottom: 4rem; }
h1 { margin: 2rem 0 1rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 2px solid var(--link); font-size: 1.4rem;
  line-height: 1.25; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1.05rem; }
ol { padding-left: 1.5rem; }
li { margin-bottom: .5rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
.notices { padding: .5rem .75rem; margin: 0; color: var(--notice-ink); background: var(--notice); list-style: none; }
.notices li { margin: .25rem 0; }
.missing { padding: .5rem .75rem; border-left: 5px solid var(--link); background: var(--shade); }
.label { margin: 1.25rem 0 .25rem; font-weight: 700; }
code, pre, textarea { font: .95rem/1.5 ui-monospace, Consolas, Menlo, "Liberation Mono", monospace; }
pre { padding: .75rem; margin: .5rem 0 1rem; overflow-x: auto; background: var(--shade); }
textarea { display: block; width: 100%; padding: .6rem; color: inherit; background: var(--shade);
  border: 2px solid var(--quiet); border-radius: 0; resize: vertical; field-sizing: content; }
.finished { padding: .75rem; overflow-wrap: anywhere; border: 2px solid var(--rule); }
.finished p { margin: 0; }
.finished ul { padding-left: 1.25rem; margin: .5rem 0 0; }
.finished li { margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: 1rem; }
th, td { padding: .4rem .75rem .4rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
th { font-weight: 400; color: var(--quiet); }
@media (max-width: 36rem) {
  thead { position: absolute; clip-path: inset(50%); }
  td { display: block; padding-right: 0; }
  td:first-child { padding-bottom: 0; border-bottom: 0; }
}
"""
