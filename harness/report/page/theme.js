// The button that changes between light and dark colours. No script of a page has an ampersand or a
// less-than sign, so that the page is well-formed XML, too.
'use strict';
(() => {
  const button = document.getElementById('theme');
  // A page that lies on a disk may be forbidden to keep anything.
  const kKey = 'pipette-theme';
  const kept = () => { try { return localStorage.getItem(kKey); } catch { return null; } };
  const keep = (theme) => { try { localStorage.setItem(kKey, theme); } catch { return; } };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const other = { light: 'dark', dark: 'light' };
  const root = document.documentElement;
  const theme = () => root.dataset.theme || (dark.matches ? 'dark' : 'light');
  const name = () => {
    button.textContent = theme() === 'dark' ? 'Light colours' : 'Dark colours';
  };
  if (Object.hasOwn(other, String(kept()))) root.dataset.theme = kept();
  button.addEventListener('click', () => {
    root.dataset.theme = other[theme()];
    keep(root.dataset.theme);
    name();
  });
  dark.addEventListener('change', name);
  name();
})();
