// What the tests of pages in a real browser share.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const kDeadline = 20_000;  // ms, for everything that is waited for

export async function step(name, action) {
  await action();
  console.log(`ok: ${name}`);
}

// Opens a file and notes everything that the page should not do.
export async function open(browser, file, { width, scheme = 'light', script = true }) {
  const context = await browser.newContext({
    viewport: { width, height: 800 }, colorScheme: scheme, javaScriptEnabled: script,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(kDeadline);
  const url = pathToFileURL(file).href;
  page.wrongs = [];
  page.on('console', (message) => page.wrongs.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => page.wrongs.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== url) page.wrongs.push(`request for ${request.url()}`);
  });
  page.on('dialog', (dialog) => page.wrongs.push(`dialog ${dialog.message()}`));
  const began = performance.now();
  await page.goto(url, { waitUntil: 'load' });
  page.tookMs = Math.round(performance.now() - began);
  return page;
}

export async function close(page) {
  assert.deepEqual(page.wrongs, []);
  await page.context().close();
}

// Runs the tests with a browser; a failure becomes exit code 1.
export async function withBrowser(executablePath, modules, tests) {
  const { chromium } = createRequire(`${modules}/`)('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    // Chromium's own cage does not work for root, and the only page here is ours.
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await tests(browser);
  } catch (error) {
    console.log(`FAILED: ${error.stack}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
