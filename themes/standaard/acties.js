// SPDX-License-Identifier: EUPL-1.2
// Een pagina delen, haar adres kopiëren en haar noemen in een stuk. Zonder dit script staan er gewone links.
// @ts-check
(function () {
  'use strict';
  var place = /** @type {HTMLElement | null} */ (document.querySelector('.acties'));
  if (!place) { return; }
  var canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=canonical]'));
  var said = document.createElement('p');
  said.setAttribute('role', 'status');

  /** @param {string} name @returns {HTMLElement | null} */
  function part(name) { return /** @type {HTMLElement} */ (place).querySelector('[data-actie=' + name + ']'); }

  // Met de zoekvraag erbij, zonder de keuze voor een handout. Van schijf geldt het adres op het web.
  function address() {
    if (location.protocol === 'file:' && canonical) { return canonical.href; }
    var url = new URL(location.href);
    url.searchParams.delete('keuze');
    url.hash = '';
    return url.href;
  }

  /** @param {string} text @returns {boolean} */
  function copyOld(text) {
    var field = document.createElement('textarea'), focus = /** @type {HTMLElement | null} */ (document.activeElement), done = false;
    field.value = text;
    field.className = 'alleen-voor-voorlezen';
    document.body.appendChild(field);
    field.select();
    try { done = document.execCommand('copy'); } catch (e) { done = false; }
    field.remove();
    if (focus) { focus.focus(); }
    return done;
  }

  /** @param {string} text @param {string} what */
  function copy(text, what) {
    /** @param {boolean} done */
    function say(done) { said.textContent = done ? what + ' gekopieerd.' : 'Kopiëren lukt niet. Dit is de tekst: ' + text; }
    if (!navigator.clipboard) { say(copyOld(text)); return; }
    navigator.clipboard.writeText(text).then(function () { say(true); }, function () { say(copyOld(text)); });
  }

  /** @param {string} text @param {() => void} act @returns {HTMLButtonElement} */
  function button(text, act) {
    var b = document.createElement('button');
    b.type = 'button';
    b.textContent = text;
    b.addEventListener('click', act);
    return b;
  }

  var mail = part('mail'), source = part('bron');
  if (mail && mail.parentNode) {
    var copying = document.createElement('li');
    copying.appendChild(button('Kopieer de link', function () { copy(address(), 'De link is'); }));
    mail.parentNode.after(copying);
    mail.addEventListener('click', function () {
      mail.setAttribute('href', String(mail.getAttribute('href')).replace(/body=.*$/, 'body=' + encodeURIComponent(address())));
    });
    if (navigator.share) {
      var item = document.createElement('li');
      item.appendChild(button('Deel deze pagina', function () {
        navigator.share({title: document.title, url: address()}).catch(function () { /* toch niet gedeeld */ });
      }));
      copying.after(item);
    }
  }
  if (source && source.children.length) {
    source.after(button('Kopieer deze regel', function () {
      source.children[0].textContent = address();
      copy(String(source.textContent), 'De regel is');
    }));
  }
  place.appendChild(said);
}());
