// What the theme lacks: a search button for the keyboard, letters that do nothing by themselves, a list to filter.
(function () {
  "use strict";

  var button = document.querySelector(".pp-header__search");
  var toggle = document.getElementById("__search");
  if (button && toggle) {
    button.addEventListener("click", function () { toggle.click(); });
  }

  // The theme turns pages on a single letter, which people who dictate set off by speaking (WCAG 2.1.4).
  document.addEventListener("keydown", function (event) {
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
