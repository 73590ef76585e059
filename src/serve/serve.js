// SPDX-License-Identifier: EUPL-1.2
// De pagina van het voorbeeld: vraagt of er een nieuwere bouw is, en ververst zichzelf op dezelfde plek.
(() => {
  const balk = document.getElementById('wegwijzer-serve');
  if (!balk) return;
  const site = Number(balk.dataset.site);
  const engels = document.documentElement.lang === 'en';
  let nummer = Number(balk.dataset.nummer);
  /** @type {AbortController | null} */
  let vraag = null;
  let weg = false;

  /** @param {string} sleutel */
  const gelezen = (sleutel) => {
    try {
      const waarde = sessionStorage.getItem(sleutel);
      sessionStorage.removeItem(sleutel);
      return waarde;
    } catch {
      return null;
    }
  };
  /** @param {string} sleutel @param {string} waarde */
  const bewaar = (sleutel, waarde) => {
    try {
      sessionStorage.setItem(sleutel, waarde);
    } catch { /* dan zonder */ }
  };

  const toon = (/** @type {string} */ html) => {
    const open = balk.querySelector('details')?.open;
    const doc = new DOMParser().parseFromString(html, 'text/html');
    balk.replaceChildren(...doc.body.childNodes);
    const nieuw = balk.querySelector('details');
    if (nieuw && open) nieuw.open = true;
  };

  // Wat er niet meer is, heeft boven zich een lijst die er nog wel is.
  const ververs = async () => {
    weg = true;
    let pad = location.pathname;
    let over = await fetch(pad, { method: 'HEAD' });
    const [komst] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    if (over.status !== 404 || komst?.responseStatus === 404) { // die er al niet was, blijft staan
      bewaar('wegwijzer-plek', `${location.pathname} ${scrollX} ${scrollY}`);
      location.reload();
      return;
    }
    while (pad !== '/' && over.status === 404) {
      pad = pad.replace(/[^/]*\/?$/, '');
      over = await fetch(pad, { method: 'HEAD' });
    }
    bewaar('wegwijzer-weg', location.pathname);
    location.replace(pad);
  };

  const wacht = async () => {
    while (!weg && !document.hidden && !vraag) {
      vraag = new AbortController();
      try {
        const antwoord = await fetch(`/.wegwijzer/versie?na=${nummer}`, { signal: vraag.signal });
        if (antwoord.status === 200) {
          const staat = await antwoord.json();
          nummer = staat.nummer;
          if (staat.site !== site) await ververs();
          else toon(staat.balk);
        }
      } catch {
        weg = false;
        if (!vraag.signal.aborted) await new Promise((r) => setTimeout(r, 1000)); // er wordt even niet geserveerd
      }
      vraag = null;
    }
  };

  const verdwenen = gelezen('wegwijzer-weg');
  if (verdwenen) {
    const regel = document.createElement('p');
    regel.textContent = engels ? `The page ${verdwenen} is no more; this is the list it stood in.`
      : `De pagina ${verdwenen} is er niet meer; dit is de lijst waarin zij stond.`;
    balk.prepend(regel);
  }
  const plek = gelezen('wegwijzer-plek')?.split(' ');
  if (plek && plek[0] === location.pathname) {
    const terug = () => scrollTo({ left: Number(plek[1]), top: Number(plek[2]), behavior: 'instant' });
    terug();
    addEventListener('load', terug, { once: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) vraag?.abort();
    else wacht();
  });
  addEventListener('pagehide', () => {
    weg = true;
    vraag?.abort();
  });
  addEventListener('pageshow', () => {
    weg = false;
    wacht();
  });
})();
