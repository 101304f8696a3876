// Pages for governors: two dates lead to what changed between them, and lists show only what is asked for.
(function () {
  "use strict";

  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var plain = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  };

  var pairs = document.querySelector(".pp-pairs");
  var filled = function (form, shown, of) {
    var count = form.querySelector(".pp-choose__count");
    count.textContent = count.getAttribute("data-words").replace("{shown}", String(shown)).replace("{all}", String(of));
  };

  var choosing = function (form) {
    var older = form.elements.namedItem("old");
    var newer = form.elements.namedItem("new");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var at = [older.selectedIndex, newer.selectedIndex].sort(function (one, other) { return one - other; });
      if (at[0] === at[1]) {
        filled(form, 0, 0);
        newer.focus();
        return;
      }
      // A page opened from a folder has no server that knows which file of a folder is meant.
      var file = location.protocol === "file:" ? "index.html" : "";
      location.assign(older.options[at[0]].value + "-to-" + older.options[at[1]].value + "/" + file);
    });
    if (pairs) {
      pairs.open = false;
    }
  };

  var asked = function (form, name) { return form.elements.namedItem(name).value; };
  var has = function (part, name, word) {
    return !word || part.getAttribute("data-" + name).split(" ").indexOf(word) !== -1;
  };

  var changes = function (form) {
    var parts = all(".pp-change");
    var sections = all(".pp-compared");
    var show = function () {
      var narrowed = asked(form, "class") || asked(form, "kind");
      var shown = 0;
      parts.forEach(function (part) {
        var found = ["class", "kind", "edition"].every(function (name) { return has(part, name, asked(form, name)); });
        part.hidden = !found;
        shown += found ? 1 : 0;
      });
      sections.forEach(function (section) {
        var here = section.querySelectorAll(".pp-change:not([hidden])").length;
        section.hidden = !has(section, "edition", asked(form, "edition")) || Boolean(narrowed && !here);
      });
      filled(form, shown, parts.length);
    };
    form.addEventListener("change", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    show();
  };

  var rows = function (form) {
    var parts = all(".pp-stack > tbody > tr");
    var texts = parts.map(function (part) { return plain(part.textContent); });
    var show = function () {
      var sought = plain(asked(form, "name")).split(/\s+/).filter(Boolean);
      var shown = 0;
      parts.forEach(function (part, at) {
        var found = has(part, "state", asked(form, "state")) && sought.every(function (word) {
          return texts[at].indexOf(word) !== -1;
        });
        part.hidden = !found;
        shown += found ? 1 : 0;
      });
      filled(form, shown, parts.length);
    };
    form.addEventListener("input", show);
    form.addEventListener("change", show);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    show();
  };

  var ways = { pair: choosing, changes: changes, rows: rows };
  all(".pp-choose").forEach(function (form) {
    form.hidden = false;
    ways[form.getAttribute("data-filter")](form);
  });
})();
