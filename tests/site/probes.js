// SPDX-License-Identifier: EUPL-1.2
// tests/site/probes.js - what the suites look at inside a page: a script that is run there, and leaves window.probes.
//
// Each probe gives a list of faults, with the selector of the element: none is good. pages.mjs proves first that each of them sees
// the defect that it is for.
(() => {
  'use strict';

  // ---- helpers -----------------------------------------------------------------------------

  const shown = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const words = (text) => text.replace(/\u00ad/g, '').replace(/\s+/g, ' ').trim().slice(0, 50);
  const nameOf = (e) => words(e.getAttribute('aria-label') || e.textContent || e.name || '');

  /** A selector that finds this element: up to an id, or four steps. */
  function selectorOf(e) {
    const steps = [];
    for (let at = e; at && at.localName !== 'body' && steps.length < 4; at = at.parentElement) {
      if (at.id) {
        steps.unshift(`#${at.id}`);
        break;
      }
      const alike = at.parentElement ? [...at.parentElement.children].filter((o) => o.localName === at.localName) : [at];
      const nth = alike.length > 1 ? `:nth-of-type(${alike.indexOf(at) + 1})` : '';
      steps.unshift(at.localName + (at.classList.length > 0 ? `.${at.classList[0]}` : '') + nth);
    }
    return steps.join(' > ');
  }
  const tell = (e, what) => `${selectorOf(e)}: ${what} ‘${nameOf(e)}’`;

  // A box that covers what the element stands for: its label, or the card that its link is stretched over.
  function boxOf(e) {
    const label = e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') : null;
    const after = getComputedStyle(e, '::after');
    if (after.content !== 'none' && after.position === 'absolute' && after.inset === '0px') {
      for (let p = e; p; p = p.parentElement) {
        if (getComputedStyle(p).position !== 'static') return p.getBoundingClientRect();
      }
    }
    return (label ?? e).getBoundingClientRect();
  }

  // Only there for who listens, or until it has the focus.
  function clipped(e) {
    const r = e.getBoundingClientRect();
    return r.width <= 1 || r.height <= 1 || getComputedStyle(e).clipPath.startsWith('inset(50%') || r.bottom + scrollY < 0;
  }

  function inSentence(e) {
    if (!e.matches('a') || getComputedStyle(e).display !== 'inline') return false;
    let block = e.parentElement;
    while (block && getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
    const length = (node) => node.textContent.replace(/\s+/g, '').length;
    return block !== null && length(block) > length(e);
  }

  // ---- layout ------------------------------------------------------------------------------

  /** Wider than the window, and what sticks out. */
  function scrolls() {
    const root = document.documentElement, width = root.clientWidth;
    if (root.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > width + 0.5 && !e.closest('.schuif'));
    return [`${root.scrollWidth} px in ${width}`, ...wide.slice(-4).map((e) => tell(e, 'sticks out'))];
  }

  /**
   * Targets smaller than 24 by 24 px that are not a link in a sentence. WCAG 2.5.8 lets a small one pass that has room around it:
   * not here.
   */
  function targets() {
    const least = 23.5, kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    return [...document.querySelectorAll(kinds)].filter((e) => shown(e) && !clipped(e) && !inSentence(e))
      .map((e) => ({ e, r: boxOf(e) })).filter(({ r }) => r.width < least || r.height < least)
      .map(({ e, r }) => tell(e, `${r.width.toFixed(1)} by ${r.height.toFixed(1)} px`));
  }

  /** Text that its box cuts off. Lines that are shortened on purpose at every size are left out. */
  function cut() {
    const faults = scrolls();
    const clips = (overflow) => overflow === 'hidden' || overflow === 'clip';
    for (const e of document.querySelectorAll('body *')) {
      if (!e.checkVisibility() || e.closest('.alleen-voor-voorlezen, .schuif, svg, template') || !e.textContent.trim()) continue;
      const s = getComputedStyle(e);
      if (s.webkitLineClamp !== 'none' || e.clientWidth <= 1) continue;
      const wide = clips(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
      const high = clips(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
      if (wide || high) faults.push(tell(e, 'cut off'));
    }
    return faults;
  }

  /** Lines of text that lie over each other: what is left when boxes do not grow with their text. */
  function overlaps() {
    const lines = [], apart = 'svg, .alleen-voor-voorlezen, .spring, .keuze, option';
    // What a box cuts off or scrolls has places that nobody sees.
    const boxed = new Map();
    const inBox = (e) => {
      if (e === document.body || e === null) return false;
      if (!boxed.has(e)) boxed.set(e, getComputedStyle(e).overflowY !== 'visible' || inBox(e.parentElement));
      return boxed.get(e);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const e = node.parentElement;
      if (!node.data.trim() || !shown(e) || e.closest(apart) || inBox(e)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const r of range.getClientRects()) {
        const inset = r.height * 0.25;
        if (r.width <= 2 || r.height <= 2) continue;
        lines.push({ e, top: r.top + inset, bottom: r.bottom - inset, left: r.left, right: r.right });
      }
    }
    lines.sort((a, b) => a.top - b.top);
    const faults = new Set();
    lines.forEach((one, i) => {
      for (let n = i + 1; n < lines.length && lines[n].top < one.bottom - 1; n++) {
        const other = lines[n], beside = other.left >= one.right - 2 || other.right <= one.left + 2;
        if (other.e !== one.e && !beside) faults.add(tell(one.e, `under or over ${selectorOf(other.e)}:`));
      }
    });
    return [...faults];
  }

  // ---- structure ---------------------------------------------------------------------------

  function headings() {
    const all = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((h) => h.checkVisibility());
    const first = all.filter((h) => h.localName === 'h1').length, faults = first === 1 ? [] : [`${first} times h1`];
    let before = 0;
    for (const h of all) {
      const level = Number(h.localName[1]);
      if (level > before + 1) faults.push(tell(h, `after h${before}`));
      if (!h.textContent.trim()) faults.push(tell(h, 'empty'));
      before = level;
    }
    return faults;
  }

  // ---- focus -------------------------------------------------------------------------------

  const ring = (e, pseudo) => {
    const s = getComputedStyle(e, pseudo);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) || (s.boxShadow !== 'none' && s.boxShadow !== '');
  };

  /** A ring on the element, its label, its pseudo-elements, or on a box around it that reacts to the focus. */
  function focusShows(e, label) {
    if (ring(e) || ring(e, '::after') || ring(e, '::before') || (label && ring(label))) return true;
    for (let p = e.parentElement, n = 0; p && n < 3; p = p.parentElement, n++) {
      if (p.matches(':focus-within') && ring(p)) return true;
    }
    // A link in a drawing has no outline: its box has another line than that of the links beside it.
    const other = e.ownerSVGElement && [...e.ownerSVGElement.querySelectorAll('a')].find((a) => a !== e);
    const line = (s) => `${s.strokeWidth} ${s.stroke}`;
    const lines = (a) => [...a.querySelectorAll('*')].map((c) => line(getComputedStyle(c)));
    return Boolean(other) && lines(e).some((l) => parseFloat(l) >= 2 && !lines(other).includes(l));
  }

  /** Somewhere in its part of the window it must be on top. */
  function onTop(e, label) {
    const r = (label ?? e).getBoundingClientRect();
    const away = r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth;
    if (away || r.width <= 1 || r.height <= 1) return false;
    const points = [...e.getClientRects(), r].flatMap((box) => [0.1, 0.5, 0.9]
      .flatMap((x) => [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y])));
    return points.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      if (!hit) return false;
      // A link that is stretched over its card is hit as that card.
      const around = hit.contains(e) && hit.closest('a, label, summary, .kaart, .schuif') !== null;
      return e.contains(hit) || Boolean(label?.contains(hit)) || around;
    });
  }

  let stops = 0;
  /** The element with the focus: which stop it is, whether its focus shows, and whether anything covers it. Null at the end. */
  async function focused() {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    e.dataset.getoetst ??= String(++stops);
    const label = e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') : null;
    // The browser scrolls some frames after it has moved the focus: many, when it is busy.
    const frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
    let top = onTop(e, label);
    for (let n = 0; n < 150 && !top; n++) {
      await frame();
      top = onTop(e, label);
    }
    return { key: e.dataset.getoetst, name: tell(e, 'is'), shows: focusShows(e, label), top };
  }

  // ---- words -------------------------------------------------------------------------------

  /** Whether this browser has a dictionary for the language of the page: without one, hyphens: auto does nothing. */
  function hyphenates() {
    const trial = document.createElement('div'), range = document.createRange();
    trial.textContent = 'samenwerkingsverbanden';
    trial.style.cssText = 'position: absolute; width: 5em; hyphens: auto; hyphenate-limit-chars: auto; overflow-wrap: normal';
    document.body.append(trial);
    range.selectNodeContents(trial);
    const lines = range.getClientRects().length;
    trial.remove();
    return lines > 1;
  }

  /** Where the lines are that this part of a text stands on. */
  function linesOf(node, from, to, upright) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const pieces = [...range.getClientRects()].filter((r) => r.width > 1 && r.height > 1);
    return [...new Set(pieces.map((r) => Math.round(upright ? r.left : r.top)))];
  }

  /**
   * Words that go on at the next line without a hyphen: a box is too narrow for them. The parts of a word with soft hyphens count
   * apart. Where the style sheet asks for hyphens there are some only in a browser with a dictionary; Debian's Chromium has none for
   * Dutch, so there a word must fit. On the narrowest screen one of more than 28 letters does not: at the size of text it is
   * wider than a line.
   */
  function broken() {
    const faults = [], most = innerWidth < 360 ? 28 : Infinity, dictionary = hyphenates();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const e = node.parentElement;
      if (!/\p{L}{2}/u.test(node.data) || e.closest('svg, code, select, script') || !shown(e) || clipped(e)) continue;
      if (/^\s*(https?:|[^\s@]+@)/.test(node.data)) continue;  // an address of a page or for mail
      const { hyphens, writingMode } = getComputedStyle(e), upright = writingMode !== 'horizontal-tb';
      if (hyphens === 'auto' && dictionary) continue;
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}]{2,}/gu)) {
        // The hyphen that a soft hyphen draws counts as a place of the letter after it.
        const from = node.data[index - 1] === '\u00ad' ? index + 1 : index;
        const lines = word.length > most ? [] : linesOf(node, from, index + word.length, upright);
        if (lines.length > 1) faults.push(tell(e, `breaks ${word}`));
      }
    }
    return faults;
  }

  // ---- as readers set their browsers -------------------------------------------------------

  /** With forced colours, what is only a colour is gone: links in text need a line, buttons a border. */
  function forced() {
    const bordered = (e) => getComputedStyle(e).borderTopStyle !== 'none' && parseFloat(getComputedStyle(e).borderTopWidth) > 0;
    const plain = (a) => {
      const s = getComputedStyle(a);
      return s.textDecorationLine === 'none' && s.borderStyle === 'none' && s.display === 'inline';
    };
    const links = [...document.querySelectorAll('main p a[href]')].filter((a) => a.checkVisibility() && plain(a));
    const buttons = [...document.querySelectorAll('button, input:not([type=checkbox], [type=hidden]), .knop')]
      .filter((b) => b.checkVisibility() && ![b, b.parentElement].some(bordered));
    return [...links.map((a) => tell(a, 'a link without a line')), ...buttons.map((b) => tell(b, 'a button without a border'))];
  }

  /** What moves although the reader asked for less motion. */
  function motion() {
    const long = (times) => times.split(',').some((t) => parseFloat(t) * (/ms$/.test(t.trim()) ? 1 : 1000) > 10);
    return [...document.querySelectorAll('*')].filter((e) => {
      const s = getComputedStyle(e);
      const changes = s.transitionProperty !== 'none' && long(s.transitionDuration);
      return changes || (s.animationName !== 'none' && long(s.animationDuration)) || s.scrollBehavior === 'smooth';
    }).map((e) => tell(e, 'moves'));
  }

  /** What paper has no use for. */
  function onPaper() {
    return [...document.querySelectorAll('header nav, .kruimelpad, form, button, .spring, .keuze')]
      .filter((e) => e.checkVisibility()).map((e) => tell(e, 'is printed'));
  }

  window.probes = { scrolls, targets, cut, overlaps, broken, headings, focused, forced, motion, onPaper, shown };
})();
