// What the page of report/html is like in a real browser: on a phone and on a desk, in light and in
// dark, by keyboard and without script. tests/page_test.sh calls this.
//
//   node page.mjs FOLDER BROWSER NODE_MODULES

import assert from 'node:assert/strict';

import { close, open as openFile, step, withBrowser } from './browser.mjs';
import { badContrasts, smallTexts, wrongHeadings, wrongScrollers, wrongSvgs } from './looks.mjs';

const [folder, executablePath, modules] = process.argv.slice(2);

const open = (browser, { file = 'page.html', ...how }) =>
  openFile(browser, `${folder}/${file}`, how);

const unfoldAll = (page) => page.evaluate(() => {
  for (const one of document.querySelectorAll('details')) one.open = true;
});

// ---- What it looks like -------------------------------------------------------------------------

async function testLooks(browser, width, scheme) {
  const page = await open(browser, { width, scheme });
  console.log(`    the page was loaded after ${page.tookMs} ms`);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.equal(await overflow(), 0, 'pixels that the folded page is too wide');
  await unfoldAll(page);
  assert.equal(await overflow(), 0, 'pixels that the page is too wide');
  const seen = await page.evaluate(smallTexts, 12);
  assert.ok(seen.looked > 2000, `only ${seen.looked} texts were looked at`);
  assert.deepEqual(seen.bad, [], 'texts that are too small');
  assert.deepEqual(await page.evaluate(badContrasts, 4.5), [], 'texts with little contrast');
  assert.deepEqual(await page.evaluate(wrongScrollers), [], 'boxes that no keyboard can scroll');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(/\d+/.exec(dark)[0] < 100, scheme === 'dark', dark);
  await close(page);
}

async function testStructure(browser) {
  const page = await open(browser, { width: 375 });
  await unfoldAll(page);
  assert.deepEqual(await page.evaluate(wrongSvgs), [], 'drawings without a name');
  assert.deepEqual(await page.evaluate(wrongHeadings), [], 'headings out of order');
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    landmarks: ['body > header', 'nav', 'main', 'body > footer']
      .map((name) => document.querySelectorAll(name).length),
    twice: [...document.querySelectorAll('[id]')].map((one) => one.id)
      .filter((id, i, all) => all.indexOf(id) !== i),
    dead: [...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))
      .filter((href) => document.querySelector(href) === null),
    strange: [...document.querySelectorAll('script, style, b:not(.text b), iframe, img, [onload]')]
      .map((one) => one.outerHTML.slice(0, 80)).slice(2),
  }));
  assert.deepEqual(found, { language: 'en', landmarks: [1, 1, 1, 1], twice: [], dead: [],
    strange: [] });
  await close(page);
}

// ---- By keyboard --------------------------------------------------------------------------------

// Goes through the page with the Tab key; every control must be met, and show that it was.
async function testTab(browser) {
  const page = await open(browser, { width: 1280 });
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
      .filter((one) => one.checkVisibility());
    all.forEach((one, i) => { one.dataset.number = i; });
    return all.length;
  });
  const met = new Set();
  for (let i = 0; i < expected; ++i) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      return { number: one.dataset.number, what: one.outerHTML.slice(0, 80),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        seen: box.bottom > 0 && innerHeight > box.top };
    });
    assert.ok(focus.outline >= 2 && focus.seen, `the focus is not seen on ${focus.what}`);
    met.add(focus.number);
  }
  assert.equal(met.size, expected, 'controls that the Tab key reaches');
  await close(page);
}

const focused = (page) => page.evaluate(() => {
  const check = document.activeElement.closest('details.check');
  const failures = [...document.querySelectorAll('details.check.failed')];
  const box = check?.getBoundingClientRect();
  return check && { failure: failures.indexOf(check), open: check.open,
    seen: box.top >= -1 && innerHeight > box.top };
});

async function testKeys(browser) {
  const page = await open(browser, { width: 375 });
  const at = (failure) => ({ failure, open: true, seen: true });
  for (const [key, failure] of [['j', 0], ['j', 1], ['j', 2], ['k', 1], ['k', 0], ['k', 0]]) {
    await page.keyboard.press(key);
    assert.deepEqual(await focused(page), at(failure), `after ${key}`);
  }
  await page.keyboard.press('Enter');
  assert.equal((await focused(page)).open, false, 'Enter folds');
  await page.keyboard.press('Enter');
  assert.equal((await focused(page)).open, true, 'Enter unfolds');
  await page.keyboard.press('Control+j');
  assert.equal((await focused(page)).failure, 0, 'other keys are left alone');
  await close(page);
}

// ---- Links and switches -------------------------------------------------------------------------

const isOpen = (page, id) =>
  page.evaluate((name) => document.getElementById(name).closest('details').open, id);

async function testLinks(browser) {
  const page = await open(browser, { width: 375 });
  assert.equal(await page.locator('details.check[open]').count(), 1, 'checks that are open');
  await page.click('text=Go to the first failure');
  assert.deepEqual(await focused(page), { failure: 0, open: true, seen: true });
  await page.click('.labs summary >> nth=0');
  await page.click('.labs a[href="#check-1-3"]');
  assert.ok(await isOpen(page, 'check-1-3'));
  await page.evaluate(() => {
    document.getElementById('check-1-3').closest('details').open = false;
  });
  await page.click('.labs a[href="#check-1-3"]');
  assert.ok(await isOpen(page, 'check-1-3'), 'the same link again');
  await close(page);
}

async function testSwitches(browser) {
  const page = await open(browser, { width: 1280 });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.click('text=Dark colours');
  assert.notEqual(await paper(), before);
  const after = await paper();
  await page.reload();
  assert.equal(await paper(), after, 'the colours are kept');
  await page.click('text=Light colours');
  assert.equal(await paper(), before);
  await page.click('text=Open all');
  assert.equal(await page.locator('details.check:not([open])').count(), 0);
  await page.click('text=Close all');
  assert.equal(await page.locator('details.check[open]').count(), 0);
  await close(page);
}

async function testWithoutScript(browser) {
  const page = await open(browser, { width: 375, script: false });
  assert.equal(await page.locator('button:visible').count(), 0, 'buttons that would do nothing');
  assert.equal(await page.locator('details.check[open]').count(), 1, 'checks that are open');
  assert.ok(await page.locator('details.check[open] svg').isVisible());
  await page.click('details.check.passed > summary >> nth=0');
  assert.ok(await page.locator('details.check.passed svg >> nth=0').isVisible());
  await close(page);
}

async function testPassed(browser) {
  const page = await open(browser, { width: 375, file: 'passed.html' });
  await page.keyboard.press('j');
  assert.ok(await page.locator('text=Every check that could be judged has passed').isVisible());
  assert.equal(await page.locator('.go').count(), 0);
  await close(page);
}

await withBrowser(executablePath, modules, async (browser) => {
  for (const width of [375, 1280])
    for (const scheme of ['light', 'dark'])
      await step(`looks at ${width} px, ${scheme}`, () => testLooks(browser, width, scheme));
  await step('names, headings and landmarks', () => testStructure(browser));
  await step('the Tab key reaches everything', () => testTab(browser));
  await step('j, k and Enter', () => testKeys(browser));
  await step('links unfold what they lead to', () => testLinks(browser));
  await step('the switches', () => testSwitches(browser));
  await step('without script', () => testWithoutScript(browser));
  await step('a run in which all has passed', () => testPassed(browser));
});
