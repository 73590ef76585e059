// Een keuze van records die in het adres staat (?keuze=map/id,map/id) en met elke link meegaat. Er wordt niets opgeslagen.
(function () {
  'use strict';
  var root = new URL(document.body.dataset.root, location.href);
  var most = 40;
  var chosen = read(location.search);
  var bar = null;

  function read(search) {
    var value = new URLSearchParams(search).get('keuze');
    return value ? value.split(',').filter(function (ref, i, all) { return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(ref) && all.indexOf(ref) === i; }).slice(0, most) : [];
  }
  function write(url) {
    var rest = url.search.slice(1).split('&').filter(function (part) { return part && part.slice(0, 6) !== 'keuze='; });
    if (chosen.length) { rest.push('keuze=' + chosen.join(',')); }
    url.search = rest.length ? '?' + rest.join('&') : '';
    return url.href;
  }
  function inside(url) { return url.origin === root.origin && url.pathname.startsWith(root.pathname); }
  function refOf(link) {
    var url = new URL(link.href);
    if (!inside(url)) { return null; }
    var path = url.pathname.slice(root.pathname.length).replace(/(index\.html|\/)$/, '').replace(/\/$/, '');
    return /^[a-z0-9-]+\/[a-z0-9-]+$/.test(path) ? path : null;
  }
  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) { e.className = className; }
    if (text) { e.textContent = text; }
    return e;
  }
  function paint(button) {
    var on = chosen.includes(button.dataset.ref);
    button.setAttribute('aria-pressed', on ? 'true' : 'false');
    button.firstChild.textContent = on ? 'Gekozen' : 'Kies';
  }
  function paintAll() {
    document.querySelectorAll('.kies').forEach(paint);
    if (!bar) {
      bar = element('section', 'keuze');
      bar.setAttribute('aria-label', 'Uw keuze');
      bar.appendChild(element('p', 'keuze-aantal'));
      bar.firstChild.setAttribute('role', 'status');
      bar.appendChild(element('a', 'knop', 'Maak een handout'));
      var clear = element('button', 'keuze-wis', 'Wis keuze');
      clear.type = 'button';
      clear.addEventListener('click', function () { chosen = []; changed(); document.getElementById('inhoud').focus(); });
      bar.appendChild(clear);
      document.body.appendChild(bar);
    }
    bar.hidden = chosen.length === 0;
    document.body.classList.toggle('met-keuze', chosen.length > 0);
    bar.firstChild.textContent = chosen.length + ' gekozen';
    var page = new URL('handout/' + (/index\.html$/.test(location.pathname) ? 'index.html' : ''), root);
    bar.children[1].href = write(page);
  }
  function changed() {
    history.replaceState(history.state, '', write(new URL(location.href)));
    paintAll();
  }
  function makeButton(ref, title, wide) {
    var button = element('button', 'kies');
    button.type = 'button';
    button.dataset.ref = ref;
    button.appendChild(element('span', '', 'Kies'));
    button.appendChild(element('span', wide ? '' : 'alleen-voor-voorlezen', ' voor de handout'));
    if (!wide) { button.lastChild.textContent += ': ' + title; }
    button.addEventListener('click', function () {
      var at = chosen.indexOf(ref);
      if (at >= 0) { chosen.splice(at, 1); } else if (chosen.length < most) { chosen.push(ref); }
      changed();
    });
    paint(button);
    return button;
  }
  function addButtons() {
    document.querySelectorAll('.kaart:not([data-kies]), .rij:not([data-kies])').forEach(function (card) {
      var link = card.querySelector('.kaart-titel a, .rij > a'), ref = link && refOf(link);
      if (!ref) { return; }
      card.setAttribute('data-kies', '');
      card.appendChild(makeButton(ref, link.textContent));
    });
  }

  var handout = document.querySelector('[data-handout]');
  var article = document.querySelector('[data-keuze]');
  if (article) {
    article.querySelector('[data-kies-plek]').appendChild(makeButton(article.dataset.keuze, '', true));
  }
  if (!handout) { addButtons(); }
  var list = document.querySelector('[data-lijst]');
  if (list) { new MutationObserver(addButtons).observe(list, {childList: true, subtree: true}); }
  if (chosen.length && !handout) { paintAll(); }
  // De keuze gaat mee met elke link binnen de site, ook als de pagina haar eigen adres intussen heeft veranderd.
  document.addEventListener('click', function (event) {
    var link = event.target.closest && event.target.closest('a[href]');
    if (!link || link.hasAttribute('download')) { return; }
    var url = new URL(link.getAttribute('href'), location.href);
    if (handout) { chosen = read(location.search); }
    if (chosen.length === 0 && (handout || url.search.indexOf('keuze=') < 0)) { return; }
    var same = url.pathname === location.pathname && url.search === location.search && url.hash;
    // In een tekening heeft een link geen adres als tekst: daarom het attribuut.
    if (!same && inside(url)) { link.setAttribute('href', write(url)); }
  }, true);
  document.addEventListener('submit', function (event) {
    if (chosen.length && event.target.method === 'get' && !event.target.querySelector('[name=keuze]')) {
      var input = element('input');
      input.type = 'hidden';
      input.name = 'keuze';
      input.value = chosen.join(',');
      event.target.appendChild(input);
    }
  });
}());
