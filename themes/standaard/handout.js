// De handout: haalt de gekozen pagina’s op en zet ze achter elkaar, met inhoud en bronnen.
(function () {
  'use strict';
  var box = document.querySelector('[data-handout]');
  var root = new URL(box.dataset.root, location.href);
  var part = function (name) { return box.querySelector('[data-handout-' + name + ']'); };
  var params = new URLSearchParams(location.search);
  var refs = (params.get('keuze') || '').split(',').filter(function (ref, i, all) {
    return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(ref) && all.indexOf(ref) === i;
  }).slice(0, 40);
  var name = document.getElementById('handout-naam');
  var heading = document.querySelector('[data-handout-titel]');
  var records = [];

  function element(tag, className, text) {
    var e = document.createElement(tag);
    if (className) { e.className = className; }
    if (text) { e.textContent = text; }
    return e;
  }
  function pageOf(ref) {
    return new URL(ref + '/' + (/index\.html$/.test(location.pathname) ? 'index.html' : ''), root).href;
  }
  function saveAddress() {
    var query = [];
    if (refs.length) { query.push('keuze=' + refs.join(',')); }
    if (name.value) { query.push('titel=' + encodeURIComponent(name.value)); }
    history.replaceState(null, '', location.pathname + (query.length ? '?' + query.join('&') : '') + location.hash);
    heading.textContent = name.value || 'Handout';
    part('adres').href = box.dataset.basis + 'handout/' + location.search;
  }
  // Koppen een trede lager, geen dubbele id's, volledige adressen, geen knoppen.
  function adapt(node, address) {
    node.querySelectorAll('[id], [aria-labelledby]').forEach(function (e) {
      e.removeAttribute('id');
      e.removeAttribute('aria-labelledby');
    });
    node.querySelectorAll('h2, h3, h4').forEach(function (old) {
      var h = element('h' + Math.min(6, +old.tagName[1] + 1));
      while (old.firstChild) { h.appendChild(old.firstChild); }
      h.className = old.className;
      old.parentNode.replaceChild(h, old);
    });
    node.querySelectorAll('a[href]').forEach(function (a) {
      // Binnen de site blijft een link relatief: op papier komt dan geen adres achter elk woord.
      var url = new URL(a.getAttribute('href'), address);
      var inside = url.origin === root.origin && url.pathname.slice(0, root.pathname.length) === root.pathname;
      a.setAttribute('href', inside ? box.dataset.root + url.pathname.slice(root.pathname.length) + url.hash : url.href);
    });
    return node;
  }
  function take(doc, selector, address) {
    var found = doc.querySelector(selector);
    return found ? adapt(document.importNode(found, true), address) : null;
  }
  function flat(node) { return node ? node.textContent.replace(/\s+/g, ' ').trim() : ''; }
  function text(doc, selector) { return flat(doc.querySelector(selector)); }
  // Wat er rechtstreeks bij hoort, of de zin dat er niets is: een kop en de titels.
  function relationsOf(doc, address) {
    var all = Array.prototype.map.call(doc.querySelectorAll('.record-verbanden > section'), function (section) {
      var links = section.querySelectorAll('.kaarten .kaart-titel a'), gap = section.querySelector('.gat'), box = element('div');
      if (!links.length && !gap) { return null; }
      box.appendChild(element('h2', '', section.querySelector('h2').firstChild.textContent.trim()));
      if (gap) { box.appendChild(document.importNode(gap, true)); }
      if (links.length) { box.appendChild(element('ul')); }
      links.forEach(function (link) {
        box.lastChild.appendChild(element('li')).appendChild(document.importNode(link, true));
      });
      return adapt(box, address);
    });
    return all.filter(Boolean);
  }
  function load(ref) {
    var address = pageOf(ref);
    return fetch(address).then(function (response) {
      if (!response.ok) { throw new Error(ref); }
      return response.text();
    }).then(function (source) {
      var doc = new DOMParser().parseFromString(source, 'text/html');
      if (!doc.querySelector('.record')) { throw new Error(ref); }
      return {
        ref: ref, address: address, title: text(doc, 'h1'), kind: text(doc, '.bord'), summary: text(doc, '.record-kop .intro'),
        canonical: doc.querySelector('link[rel=canonical]').href, reviewed: text(doc, '.geldt .klein'),
        sources: Array.prototype.map.call(doc.querySelectorAll('.bronnen > li'), flat),
        sign: take(doc, '.bord', address), withdrawn: take(doc, '.melding--vervallen', address), relations: relationsOf(doc, address),
        facts: take(doc, '.kort dl', address), body: take(doc, '.record-tekst', address), list: take(doc, '.bronnen', address),
        className: doc.querySelector('.record').className
      };
    }).catch(function () { return {ref: ref, missing: true}; });
  }
  function remove(ref) {
    refs = refs.filter(function (r) { return r !== ref; });
    records = records.filter(function (r) { return r.ref !== ref; });
    saveAddress();
    show();
    heading.setAttribute('tabindex', '-1');
    heading.focus();
  }
  function showRecord(record, number) {
    var section = element('section', record.className + ' handout-record');
    section.id = 'nr-' + number;
    var title = element('h2', '', number + '. ' + record.title);
    title.id = 'kop-' + number;
    section.setAttribute('aria-labelledby', title.id);
    section.appendChild(record.sign);
    section.appendChild(title);
    section.appendChild(element('p', 'intro', record.summary));
    if (record.withdrawn) { section.appendChild(record.withdrawn); }
    if (record.facts) {
      var facts = element('div', 'kort');
      facts.appendChild(record.facts);
      section.appendChild(facts);
    }
    if (record.body) { section.appendChild(record.body); }
    record.relations.forEach(function (relation) { section.appendChild(relation).className = 'handout-verband'; });
    section.appendChild(element('h3', '', 'Bronnen'));
    if (record.list) { section.appendChild(record.list); }
    var where = element('p', 'klein', 'Pagina: ');
    var link = element('a', '', record.canonical);
    link.href = box.dataset.root + record.address.slice(root.href.length);
    where.appendChild(link);
    section.appendChild(where);
    var button = element('button', 'kies alleen-op-scherm', 'Haal uit de handout');
    button.type = 'button';
    button.appendChild(element('span', 'alleen-voor-voorlezen', ': ' + record.title));
    button.addEventListener('click', function () { remove(record.ref); });
    section.appendChild(button);
    return section;
  }
  function csvField(value) {
    var v = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
    return /[",;\r\n]/.test(v) ? '"' + v.replace(/"/g, '""') + '"' : v;
  }
  function csvOf(chosen) {
    var rows = chosen.map(function (r, i) {
      return [String(i + 1), r.ref, r.kind, r.title, r.summary, r.reviewed, r.sources.join(' | '), r.canonical];
    });
    rows.unshift(['nummer', 'id', 'soort', 'titel', 'samenvatting', 'beoordeeld', 'bronnen', 'adres']);
    // Het teken vooraan zegt een rekenblad dat het UTF-8 is.
    return '\ufeff' + rows.map(function (row) { return row.map(csvField).join(',') + '\r\n'; }).join('');
  }
  function messageFor(lost) {
    if (lost === 0) { return ''; }
    var what = lost === 1 ? 'Eén pagina kon niet worden opgehaald.' : lost + ' pagina’s konden niet worden opgehaald.';
    var disk = ' Vanaf schijf mag een browser dat niet; open de site via een webserver.';
    return location.protocol === 'file:' ? what + disk : what;
  }
  function show() {
    var list = part('lijst'), contents = part('inhoud').querySelector('ol');
    var good = records.filter(function (r) { return !r.missing; });
    list.textContent = '';
    contents.textContent = '';
    good.forEach(function (record, i) {
      var item = element('li'), link = element('a', '', record.title);
      link.href = '#nr-' + (i + 1);
      item.appendChild(link);
      item.appendChild(document.createTextNode(' (' + record.kind.toLowerCase() + ')'));
      contents.appendChild(item);
      list.appendChild(showRecord(record, i + 1));
    });
    part('leeg').hidden = refs.length > 0;
    part('acties').hidden = part('inhoud').hidden = good.length === 0;
    part('melding').textContent = messageFor(records.length - good.length);
    box.querySelector('[data-csv]').href = URL.createObjectURL(new Blob([csvOf(good)], {type: 'text/csv;charset=utf-8'}));
  }

  document.querySelector('[data-zonder-script]').hidden = true;
  box.hidden = false;
  name.value = params.get('titel') || '';
  name.addEventListener('input', saveAddress);
  box.querySelector('[data-druk]').addEventListener('click', function () { window.print(); });
  saveAddress();
  part('melding').textContent = refs.length ? 'De pagina’s worden opgehaald …' : '';
  Promise.all(refs.map(load)).then(function (all) { records = all; show(); });
}());
