// What the map of words can do besides being read: one page at a time, a walk by keys, a search.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const nodes = all('#graph a');
  const lines = all('#graph path');
  const drawing = byId('graph').parentElement;  // a drawing that listens would be a stop itself
  const articles = all('article');
  const range = (count) => Array.from({ length: count }, (_, i) => i);

  // ---- The map: what each word needs, and what needs it.
  const needs = range(nodes.length).map(() => []);
  const neededBy = range(nodes.length).map(() => []);
  for (const line of lines) {
    const { from, to } = line.dataset;
    needs[to].push(Number(from));
    neededBy[from].push(Number(to));
  }

  // The word with all that it needs, and all that these need.
  const closure = (place) => {
    const found = new Set([place]);
    for (const one of found) needs[one].forEach((need) => found.add(need));
    return found;
  };

  const highlight = (place) => {
    const before = place === null ? new Set() : closure(place);
    const after = new Set(place === null ? [] : neededBy[place]);
    nodes.forEach((node, i) => {
      node.classList.toggle('before', i !== place ? before.has(i) : false);
      node.classList.toggle('after', after.has(i));
    });
    for (const line of lines) {
      line.classList.toggle('before', before.has(Number(line.dataset.to)));
      line.classList.toggle('after', Number(line.dataset.from) === place);
    }
  };

  // One word of the map is reached with Tab, the others from there with the arrow keys.
  const stop = (place) => {
    nodes.forEach((node, i) => node.setAttribute('tabindex', i === place ? '0' : '-1'));
  };

  const walk = {
    ArrowUp: (place) => place - 1,
    ArrowDown: (place) => place + 1,
    ArrowLeft: (place) => needs[place].at(-1),
    ArrowRight: (place) => neededBy[place].at(0),
  };
  drawing.addEventListener('keydown', (event) => {
    const place = nodes.indexOf(event.target.closest('a'));
    if (place === -1 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!Object.hasOwn(walk, event.key)) return;
    event.preventDefault();
    const next = nodes[walk[event.key](place)];
    if (next !== undefined) next.focus();
  });

  // ---- The pages: one at a time, and none where the map itself is wanted.
  const chosen = () => articles.findIndex((one) => '#' + one.id === location.hash);
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const show = (moves) => {
    const place = chosen();
    articles.forEach((article, i) => { article.hidden = i !== place; });
    nodes.forEach((node, i) => {
      if (i === place) node.setAttribute('aria-current', 'page');
      else node.removeAttribute('aria-current');
    });
    highlight(place === -1 ? null : place);
    stop(Math.max(place, 0));
    const name = place === -1 ? '' : articles[place].querySelector('h2').textContent + ' - ';
    document.title = name + 'The map of words';
    const target = place === -1 ? byId('map') : articles[place];
    if (!moves) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ behavior: still.matches ? 'auto' : 'smooth', block: 'start' });
  };

  drawing.addEventListener('focusin', (event) => {
    const place = nodes.indexOf(event.target.closest('a'));
    if (place === -1) return;
    highlight(place);
    stop(place);
  });
  drawing.addEventListener('focusout', () => highlight(chosen() === -1 ? null : chosen()));

  // ---- The search: names first, then other names, then pages with the text.
  const field = byId('field');
  const found = byId('found');
  const kMost = 10;
  const entries = articles.map((article) => ({
    name: article.querySelector('h2').textContent,
    address: '#' + article.id,
    names: [article.querySelector('h2').textContent, article.dataset.also].join(', ').toLowerCase(),
    text: article.textContent.toLowerCase(),
  }));

  const item = (entry) => {
    const link = document.createElement('a');
    link.href = entry.address;
    link.textContent = entry.name;
    const place = document.createElement('li');
    place.append(link);
    return place;
  };

  const rank = (entry, typed) => {
    if (entry.name.toLowerCase() === typed) return 0;
    if (entry.names.startsWith(typed)) return 1;
    if (entry.names.includes(typed)) return 2;
    return entry.text.includes(typed) ? 3 : 4;
  };

  const search = () => {
    const typed = field.value.trim().toLowerCase();
    const ranked = entries.map((entry) => [rank(entry, typed), entry]);
    const fitting = ranked.filter(([how]) => 4 > how).sort(([a], [b]) => a - b);
    const items = fitting.slice(0, kMost).map(([, entry]) => item(entry));
    if (items.length === 0) {
      items.push(document.createElement('li'));
      items[0].textContent = 'No page has this.';
    }
    found.replaceChildren(...(typed === '' ? [] : items));
  };

  const close = () => found.replaceChildren();
  field.addEventListener('input', search);
  byId('search').addEventListener('submit', (event) => {
    event.preventDefault();
    const first = found.querySelector('a');
    if (first !== null) first.click();
  });
  byId('search').addEventListener('keydown', (event) => {
    const stops = [field, ...found.querySelectorAll('a')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') close();
    if (step === undefined) return;
    event.preventDefault();
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next !== undefined) next.focus();
  });
  byId('search').addEventListener('focusout', (event) => {
    if (!byId('search').contains(event.relatedTarget)) close();
  });
  found.addEventListener('click', () => { field.value = ''; close(); });

  byId('tools').hidden = false;
  byId('keys').hidden = false;
  addEventListener('hashchange', () => show(true));
  show(chosen() !== -1);
})();
