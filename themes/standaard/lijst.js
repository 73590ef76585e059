// SPDX-License-Identifier: EUPL-1.2
// Een lange lijst beperken tot wat een woord bevat. Zonder dit script staat de lijst er heel.
// @ts-check
(function () {
  'use strict';

  /** @param {string} text @returns {string} */
  function plain(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }

  /** @param {HTMLElement} list */
  function start(list) {
    var rows = /** @type {HTMLElement[]} */ ([].slice.call(list.querySelectorAll(list.dataset.lijst || 'li')));
    var texts = rows.map(function (row) { return plain(row.textContent || ''); });
    var groups = /** @type {HTMLElement[]} */ ([].slice.call(list.querySelectorAll('section, .letters')));
    var box = document.createElement('div'), label = document.createElement('label');
    var field = document.createElement('input'), said = document.createElement('p');
    box.className = 'lijst-zoek';
    field.type = 'search';
    field.id = 'lijst-zoek';
    field.autocomplete = 'off';
    field.spellcheck = false;
    label.htmlFor = field.id;
    label.textContent = list.dataset.label || '';
    said.setAttribute('role', 'status');
    said.className = 'klein';
    box.append(label, field, said);
    list.prepend(box);

    function narrow() {
      var words = plain(field.value).split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (row, i) {
        row.hidden = !words.every(function (word) { return texts[i].indexOf(word) >= 0; });
        if (!row.hidden) { shown++; }
      });
      groups.forEach(function (group) {
        var inside = group.matches('.letters') ? [] : rows.filter(function (row) { return group.contains(row); });
        group.hidden = words.length > 0 && !inside.some(function (row) { return !row.hidden; });
      });
      said.textContent = words.length === 0 ? '' : shown === 0 ? list.dataset.geen || '' :
        (list.dataset.tel || '').replace('{n}', String(shown)).replace('{m}', String(rows.length));
    }
    field.addEventListener('input', narrow);
    // Wie terugkomt op de pagina, vindt haar zoals zij was.
    window.addEventListener('pageshow', function () { if (field.value) { narrow(); } });
  }

  [].forEach.call(document.querySelectorAll('[data-lijst]'), start);
}());
