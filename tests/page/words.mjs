// What the page of the map of words is like in a real browser: on a phone and on a desk, in light
// and in dark, by keyboard, with its search, and without script. tests/words_page_test.sh calls this.
//
//   node words.mjs PAGE BROWSER NODE_MODULES

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { close, open as openFile, step, withBrowser } from './browser.mjs';
import { badContrasts, smallTexts, wrongHeadings, wrongScrollers } from './looks.mjs';

const [file, executablePath, modules] = process.argv.slice(2);

const open = (browser, how) => openFile(browser, file, how);
// Waits until exactly these pages are shown: a click has done its work only a little later.
const shows = (page, ...ids) => page.waitForFunction((wanted) =>
  [...document.querySelectorAll('article')].filter((one) => one.checkVisibility())
    .map((one) => one.id).join() === wanted, ids.join());
const focused = (page) => page.evaluate(() => document.activeElement.getAttribute('href'));
const classes = (page, selector) => page.evaluate((name) =>
  [...document.querySelectorAll(`#graph a.${name} title`)].map((one) => one.textContent), selector);

async function testLooks(browser, width, scheme) {
  for (const word of [[], ['word-json'], ['word-http']]) {
    const page = await open(browser, { width, scheme });
    await page.evaluate((hash) => { location.hash = hash; }, word.join());
    await shows(page, ...word);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0, `pixels that the page is too wide: ${word}`);
    assert.deepEqual((await page.evaluate(smallTexts, 12)).bad, [], 'texts that are too small');
    assert.deepEqual(await page.evaluate(badContrasts, 4.5), [], 'texts with little contrast');
    assert.deepEqual(await page.evaluate(wrongScrollers), [], 'boxes that no keyboard can scroll');
    await close(page);
  }
}

async function testStructure(browser) {
  const page = await open(browser, { width: 375 });
  assert.deepEqual(await page.evaluate(wrongHeadings), [], 'headings out of order');
  const text = await readFile(file, 'utf8');
  const found = await page.evaluate((html) => ({
    faults: [...new DOMParser().parseFromString(html, 'application/xml')
      .querySelectorAll('parsererror')].map((one) => one.textContent),
    twice: [...document.querySelectorAll('[id]')].map((one) => one.id)
      .filter((id, i, all) => all.indexOf(id) !== i),
    dead: [...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))
      .filter((href) => href.startsWith('#') && document.querySelector(href) === null),
    away: [...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))
      .filter((href) => !href.startsWith('#') && !href.startsWith('https://www.rfc-editor.org/')),
    words: document.querySelectorAll('article').length -
      document.querySelectorAll('#graph a').length,
  }), text);
  assert.deepEqual(found, { faults: [], twice: [], dead: [], away: [], words: 0 });
  await close(page);
}

async function testPages(browser) {
  const page = await open(browser, { width: 1280 });
  await shows(page);
  await page.click('#graph a[href="#word-pipe"]');
  await shows(page, 'word-pipe');
  assert.equal(await page.title(), 'pipe - The map of words');
  assert.ok((await classes(page, 'before')).some((name) => name.startsWith('file descriptor')));
  assert.ok((await classes(page, 'after')).some((name) => name.startsWith('blocking')));
  await page.click('article:visible .walk a:has-text("Next")');
  await shows(page, 'word-blocking');
  await page.click('article:visible .walk a:has-text("Previous")');
  await shows(page, 'word-pipe');
  await page.click('article:visible p a >> nth=0');
  await shows(page, 'word-byte');
  await page.goBack();
  await shows(page, 'word-pipe');
  await page.click('article:visible .walk a:has-text("The map")');
  await shows(page);
  await close(page);
}

// ---- By keyboard --------------------------------------------------------------------------------

async function testWalk(browser) {
  const page = await open(browser, { width: 1280 });
  await page.focus('.drawing');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), '#word-byte', 'one word of the map is a stop');
  for (const [key, word] of [['ArrowDown', 'file'], ['ArrowLeft', 'byte'], ['ArrowUp', 'byte'],
    ['ArrowRight', 'file'], ['ArrowRight', 'program']]) {
    await page.keyboard.press(key);
    assert.equal(await focused(page), `#word-${word}`, `after ${key}`);
  }
  assert.deepEqual(await classes(page, 'before'), ['byte', 'file'], 'all that program needs');
  await page.keyboard.press('Enter');
  await shows(page, 'word-program');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'word-program');
  await close(page);
}

const results = (page) => page.locator('#found li').allTextContents();

async function testSearch(browser) {
  const page = await open(browser, { width: 375 });
  await page.fill('#field', 'epoll');
  assert.equal((await results(page))[0], 'event loop', 'other names are found');
  await page.fill('#field', 'PIPE');
  assert.deepEqual((await results(page)).slice(0, 2), ['pipe', 'pipeline'], 'the same name first');
  await page.fill('#field', 'xylophone');
  assert.deepEqual(await results(page), ['No page has this.']);
  await page.fill('#field', 'pipe');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), '#word-pipeline');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await shows(page, 'word-pipe');
  assert.deepEqual(await results(page), [], 'the list is closed');
  await page.fill('#field', 'tcp');
  await page.keyboard.press('Escape');
  assert.deepEqual(await results(page), [], 'Escape closes the list');
  await close(page);
}

// ---- Switches -----------------------------------------------------------------------------------

async function testColours(browser) {
  const page = await open(browser, { width: 1280 });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.click('text=Dark colours');
  assert.notEqual(await paper(), before);
  await close(page);
}

async function testWithoutScript(browser) {
  const page = await open(browser, { width: 375, script: false });
  assert.ok(await page.locator('#word-pipe').isVisible());
  assert.ok(await page.locator('#word-streamable-http').isVisible());
  assert.equal(await page.locator('button:visible, input:visible').count(), 0);
  await page.click('#graph a[href="#word-pipe"]');
  assert.ok(page.url().endsWith('#word-pipe'));
  await close(page);
}

await withBrowser(executablePath, modules, async (browser) => {
  for (const width of [375, 1280])
    for (const scheme of ['light', 'dark'])
      await step(`looks at ${width} px, ${scheme}`, () => testLooks(browser, width, scheme));
  await step('well-formed, and no link is dead', () => testStructure(browser));
  await step('one page at a time', () => testPages(browser));
  await step('a walk by keys', () => testWalk(browser));
  await step('the search', () => testSearch(browser));
  await step('dark colours', () => testColours(browser));
  await step('without script', () => testWithoutScript(browser));
});
