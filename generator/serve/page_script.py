"""What the preview sets into every page: a script that hears the news, shows them, and tells at the foot what is wrong.

Where a save has changed words between two places that have not, these words are set into the page as it is open: that
takes a twentieth of the time of loading it again, and whoever reads it stays where they are. Whatever else has changed
(a heading, the menu, a list that another script filters, what some script has altered meanwhile) is loaded again.
"""

from __future__ import annotations

SCRIPT_PATH = "/_policypress/live.js"
WORKER_PATH = "/_policypress/worker.js"
NEWS_PATH = "/_policypress/news"

WORKER = f"""\
const pages = new Set();
let last;
new EventSource("{NEWS_PATH}").onmessage = (news) => {{
  last = news.data;
  for (const page of pages) page.postMessage(last);
}};
onconnect = ({{ ports: [page] }}) => {{
  pages.add(page);
  page.onmessage = () => pages.delete(page);
  if (last) page.postMessage(last);
}};
"""
"""Hears the news for all open pages: a browser opens six connections to one address, and each page would take one."""

_SET_IN = """\
  const sameShell = (one, other) => one.cloneNode(false).isEqualNode(other.cloneNode(false));
  const words = (node) => node.outerHTML ?? node.nodeType + node.nodeValue;
  // Gathers in `found` where `now` differs from `then`: a parent, the nodes there that go, and those that come.
  const differences = (then, now, found) => {
    const [old, fresh] = [[...then.childNodes], [...now.childNodes]];
    const [a, b] = [old.map(words), fresh.map(words)];
    // How many nodes the rest of both, from here on, can have in common.
    const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--)
        common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    for (let i = 0, j = 0; i < a.length || j < b.length; i++, j++) {
      const [start, from] = [i, j];
      while (i < a.length || j < b.length) {
        if (i < a.length && a[i] === b[j]) break;
        if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) i++;
        else j++;
      }
      const [go, come] = [old.slice(start, i), fresh.slice(from, j)];
      const inside = go.length === come.length && go.every((node, at) =>
        node.nodeType === 1 && node.childNodes.length && sameShell(node, come[at]));
      if (inside) go.forEach((node, at) => differences(node, come[at], found));
      else found.push({ parent: then, start, go, come });
    }
    return found;
  };
  // The place in the page as it is open that was `node` when it was served.
  const placeOf = (node) => {
    const steps = [];
    for (; node !== served.body; node = node.parentNode) steps.unshift([...node.parentNode.childNodes].indexOf(node));
    return steps.reduce((place, step) => place?.childNodes[step], document.body);
  };
  const LIVING = "[id], [data-md-component], form, input, label, script";
  const isPlain = (node) => node.nodeType !== 1 || !(node.matches(LIVING) || node.querySelector(LIVING));
  // Whether the words of `now` could be set in; if not, nothing was.
  const setIn = (now) => {
    if (!served || !now || !served.head.isEqualNode(now.head) || !sameShell(served.body, now.body)) return false;
    const places = differences(served.body, now.body, []).map(({ parent, start, go, come }) => {
      const here = placeOf(parent);
      const there = go.map((_, at) => here?.childNodes[start + at]);
      const text = here?.closest("article");
      const same = text && !text.querySelector("form") && here.childNodes.length === parent.childNodes.length
        && there.every((node, at) => node.isEqualNode(go[at])) && [...there, ...come].every(isPlain);
      return same && { here, there, come, before: here.childNodes[start + go.length] ?? null };
    });
    if (!places.every(Boolean)) return false;
    for (const { here, there, come, before } of places) {
      for (const node of there) node.remove();
      for (const node of come) here.insertBefore(document.importNode(node, true), before);
    }
    served = now;
    return true;
  };
"""

SCRIPT = f"""\
(() => {{
  const told = new URL(document.currentScript.src).searchParams;
  const ours = document.body.hasAttribute("data-preview");
  let name = '"' + told.get("page") + '"';
  let seen = told.get("pages");
  let news = {{ pages: seen, says: "" }};
  let served, busy;
  const note = document.createElement("a");
  note.href = "/";
  note.setAttribute("role", "status");
  Object.assign(note.style, {{ position: "fixed", bottom: "0", left: "0", right: "0", zIndex: "9999", padding: "10px",
    background: "#b00020", color: "#fff", textAlign: "center", font: "16px/1.4 sans-serif" }});
{_SET_IN}
  const get = async () => {{
    const answer = await fetch(location.href, {{ cache: "no-store" }});
    const fresh = answer.headers.get("ETag");
    if (!answer.ok) return [fresh]; // a page about what is missing has styles of its own, which others must not
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    page.querySelector('script[src^="{SCRIPT_PATH}"]')?.remove();
    return [fresh, page];
  }};
  const compare = async () => {{
    if (busy || document.hidden || (news.pages === seen && !ours)) return;
    busy = true;
    try {{
      do {{
        seen = news.pages;
        const [fresh, page] = await get();
        if (fresh !== name && !setIn(page)) return location.reload();
        name = fresh;
      }} while (news.pages !== seen);
      busy = false;
    }} catch {{
      [busy, seen] = [false, ""]; // the preview was stopped, or is being started again
    }}
  }};
  const hear = (message) => {{
    news = JSON.parse(message.data);
    note.textContent = news.says;
    if (!news.says || ours) note.remove();
    else document.body.append(note);
    document.body.style.paddingBottom = note.isConnected ? note.offsetHeight + "px" : "";
    compare();
  }};
  const listen = () => {{
    if (!window.SharedWorker) {{
      new EventSource("{NEWS_PATH}").onmessage = hear;
      return;
    }}
    const {{ port }} = new SharedWorker("{WORKER_PATH}");
    port.onmessage = hear;
    addEventListener("pagehide", () => port.postMessage("gone"), {{ once: true }});
  }};
  const remember = async () => {{
    const [fresh, page] = await get();
    if (fresh === name) served ??= page;
  }};
  document.addEventListener("visibilitychange", compare);
  addEventListener("pageshow", (shown) => shown.persisted && listen());
  addEventListener("load", () => ours || setTimeout(() => remember().catch(() => {{}}), 200));
  listen();
}})();
"""


def script_tag(page: str, pages: str) -> str:
    """What is set into a page while it is served: `page` names what it shows, `pages` the files it was made from."""
    return f'<script src="{SCRIPT_PATH}?page={page}&amp;pages={pages}"></script>'
