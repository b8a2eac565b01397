// What the page can do besides being read. There is no ampersand and no less-than sign here, so
// that the page is well-formed XML, too.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const checks = all('details.check');
  const failures = all('details.check.failed');
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  const show = (check) => {
    check.open = true;
    check.scrollIntoView({ behavior: still.matches ? 'auto' : 'smooth', block: 'start' });
    check.querySelector('summary').focus({ preventScroll: true });
  };

  const showTarget = () => {
    const target = byId(location.hash.slice(1));
    const check = target === null ? null : target.closest('details.check');
    if (check !== null) show(check);
  };

  // The failure that is `step` further than the one with the focus.
  const move = (step) => {
    if (failures.length === 0) return;
    const now = failures.findIndex((check) => check.contains(document.activeElement));
    show(failures[Math.max(0, Math.min(failures.length - 1, now + step))]);
  };

  const steps = { j: 1, k: -1 };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !Object.hasOwn(steps, event.key)) return;
    event.preventDefault();
    move(steps[event.key]);
  });

  const fold = (open) => () => checks.forEach((check) => { check.open = open; });
  byId('unfold').addEventListener('click', fold(true));
  byId('fold').addEventListener('click', fold(false));
  byId('tools').hidden = false;

  addEventListener('hashchange', showTarget);
  addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#check-"]');
    if (link === null || link.getAttribute('href') !== location.hash) return;
    event.preventDefault();
    showTarget();
  });
  showTarget();
})();
