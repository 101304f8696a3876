// What the theme lacks: a search button for the keyboard, letters that do nothing by themselves, a list to filter.
(function () {
  "use strict";

  // A page opened from a folder may not read the index of the search.
  if (location.protocol === "file:") {
    document.querySelectorAll(".pp-header__search, .md-search").forEach(function (part) { part.remove(); });
  }

  var button = document.querySelector(".pp-header__search");
  var toggle = document.getElementById("__search");
  var query = document.querySelector(".md-search__input");
  var tabbed = false;
  if (button && toggle && query) {
    button.addEventListener("click", function () { toggle.click(); });
    toggle.addEventListener("change", function () {
      if (toggle.checked) {
        query.focus();
        return;
      }
      // The theme closes the search on Tab, too: that leads on, or the keyboard would be caught between the two.
      setTimeout(function () {
        var active = document.activeElement;
        if (!tabbed && (active === document.body || active === toggle || active.closest(".md-search"))) {
          button.focus();
        }
      });
    });
  }

  // The theme turns pages on a single letter, which people who dictate set off by speaking (WCAG 2.1.4).
  document.addEventListener("keydown", function (event) {
    tabbed = event.key === "Tab";
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && !typing) {
      event.stopPropagation();
    }
  }, true);

  var form = document.querySelector(".pp-filter");
  if (form) {
    var field = form.querySelector("input");
    var count = form.querySelector("[aria-live]");
    var schools = Array.prototype.slice.call(document.querySelectorAll(".pp-schools > li"));
    // Letters with accents are found without them, too.
    var plain = function (text) {
      return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
    };
    var filter = function () {
      var sought = plain(field.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      schools.forEach(function (school) {
        var name = plain(school.textContent);
        var found = sought.every(function (word) { return name.indexOf(word) !== -1; });
        school.hidden = !found;
        shown += found ? 1 : 0;
      });
      count.textContent = count.getAttribute("data-words").replace("{count}", String(shown));
    };
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    field.addEventListener("input", filter);
    filter();
  }
})();
