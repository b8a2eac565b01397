// What a page in a real browser gets from an event server, while connections break and the server
// is started again. tests/browser_test.sh calls this.
//
//   node browser_test.mjs PROGRAM BROWSER NODE_MODULES

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createRequire } from 'node:module';
import net from 'node:net';
import { createInterface } from 'node:readline';

const [program, executablePath, modules] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)('playwright-core');

const kDeadline = 20_000;  // ms, for everything that is waited for

async function within(what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited too long: ${what}`)), kDeadline);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

// ---- The server ---------------------------------------------------------------------------------

const started = [];  // processes

class Server {
  static async start(port) {
    const server = new Server();
    server.process = spawn(program, [String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    started.push(server.process);
    server.ended = once(server.process, 'exit');
    const lines = createInterface({ input: server.process.stdout });
    const first = Promise.race([once(lines, 'line'), once(lines, 'close')]);
    const [line] = await within('the LISTENING line', first);
    server.port = Number(/^LISTENING 127\.0\.0\.1:(\d+)$/.exec(line)?.[1]);
    assert.ok(server.port > 0, `the first line of the program is ${JSON.stringify(line)}`);
    return server;
  }

  // Publishes at the server itself, past the proxy. Returns the event's id as a browser sees it.
  async publish(event) {
    const response = await fetch(`http://127.0.0.1:${this.port}/publish`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(kDeadline),
    });
    assert.equal(response.status, 202);
    return String((await response.json()).id);
  }

  async stop() {
    this.process.kill('SIGTERM');
    const [code] = await within('the end of the server', this.ended);
    assert.equal(code, 0, 'exit code after SIGTERM');
  }
}

// ---- A proxy between browser and server that can cut connections --------------------------------

class Proxy {
  streams = [];         // { lastEventId, sockets } of every request for /mcp-stream
  events = new EventEmitter();  // "stream": the browser has asked for a stream
  cutAfter = Infinity;  // so many bytes still reach the browser on a stream; then it is cut

  static async start(serverPort) {
    const proxy = new Proxy();
    proxy.listener = net.createServer((browser) => proxy.connect(browser, serverPort));
    proxy.listener.listen(0, '127.0.0.1');
    await once(proxy.listener, 'listening');
    proxy.port = proxy.listener.address().port;
    return proxy;
  }

  connect(browser, serverPort) {
    const server = net.connect(serverPort, '127.0.0.1');
    let stream = null;
    browser.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      if (text.startsWith('GET /mcp-stream ')) {
        const lastEventId = /^last-event-id: *(.*)\r$/im.exec(text)?.[1];
        stream = { lastEventId, sockets: [browser, server] };
        this.streams.push(stream);
        this.events.emit('stream');
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      if (stream === null) return browser.write(bytes);
      if (bytes.length < this.cutAfter) {
        this.cutAfter -= bytes.length;
        return browser.write(bytes);
      }
      browser.end(bytes.subarray(0, this.cutAfter));
      server.destroy();
      this.cutAfter = Infinity;
    });
    for (const [one, other] of [[browser, server], [server, browser]]) {
      one.on('error', () => other.destroy());
      one.on('end', () => other.end());
      one.on('close', () => other.destroySoon());
    }
  }

  get newest() { return this.streams.at(-1); }

  cut() {
    for (const socket of this.newest.sockets) socket.destroy();
  }
}

// ---- The page -----------------------------------------------------------------------------------

class Page {
  shown = 0;  // events that were looked at

  static async open(browser, url) {
    const page = new Page();
    page.tab = await browser.newPage();
    page.tab.setDefaultTimeout(kDeadline);
    page.tab.on('pageerror', (error) => console.log(`error in the page: ${error}`));
    const answer = await page.tab.goto(url, { waitUntil: 'load' });
    assert.equal(answer.status(), 200, 'the status of the page');
    await page.until('the stream is open', () => source.readyState === EventSource.OPEN);
    return page;
  }

  async until(what, condition, argument) {
    try {
      await this.tab.waitForFunction(condition, argument, { polling: 20, timeout: kDeadline });
    } catch (error) {
      const state = await this.tab.evaluate(() => `${received.length} events came, the last was ` +
        `${JSON.stringify(received.at(-1))?.slice(0, 200)}, state ${source.readyState}`);
      throw new Error(`waited too long: ${what} (${state})`, { cause: error });
    }
  }

  // The next events that the page has received are these, in this order.
  async shows(expected) {
    const end = this.shown + expected.length;
    await this.until(`event number ${end}`, (count) => received.length >= count, end);
    const got = await this.tab.evaluate((from) => received.slice(from), this.shown);
    assert.deepEqual(got, expected);
    this.shown = end;
  }
}

// ---- The test -----------------------------------------------------------------------------------

async function step(name, action) {
  await action();
  console.log(`ok: ${name}`);
}

const received = (id, data, name = 'message') => ({ id, name, data });

// What is published, and what the page shall get of it.
const kTexts = [
  [{ data: 'Hello!' }, 'Hello!'],
  [{ data: 'one\ntwo\r\nthree\rfour\n' }, 'one\ntwo\nthree\nfour\n'],
  [{ data: '' }, ''],
  [{ data: '\n\n' }, '\n\n'],
  [{ data: ' a blank before, and one after ' }, ' a blank before, and one after '],
  [{ data: ': no comment' }, ': no comment'],
  [{ data: 'data: x\nid: 99\nevent: y\n\nretry: 1' }, 'data: x\nid: 99\nevent: y\n\nretry: 1'],
  [{ data: 'no ends of a line: \v \f \u0085 \u2028' }, 'no ends of a line: \v \f \u0085 \u2028'],
  [{ data: 'Zürich, 東京, 🧪👩‍🔬' }, 'Zürich, 東京, 🧪👩‍🔬'],
  [{ data: 'zero \0 byte' }, 'zero \0 byte'],
  [{ data: JSON.stringify({ a: [1, 2] }, null, 2) }, '{\n  "a": [\n    1,\n    2\n  ]\n}'],
  [{ data: 'rain', event: 'weather' }, 'rain', 'weather'],
  [{ data: '🧪'.repeat(262_144) }, '🧪'.repeat(262_144)],
];

async function testEveryText(server, page) {
  const expected = [];
  for (const [event, data, name] of kTexts)
    expected.push(received(await server.publish(event), data, name));
  assert.deepEqual(expected.map((event) => event.id), kTexts.map((_, i) => String(i + 1)));
  await page.shows(expected);
}

async function testForm(page) {
  await page.tab.fill('#data', 'from the form\n🧪');
  await page.tab.fill('#name', 'greeting');
  await page.tab.click('button');
  await page.shows([received(String(kTexts.length + 1), 'from the form\n🧪', 'greeting')]);
}

async function testCut(server, proxy, page) {
  const last = received(await server.publish({ data: 'before' }), 'before');
  await page.shows([last]);
  proxy.cut();
  const missed = [];
  for (const data of ['missed 1', 'missed 2', 'missed 3'])
    missed.push(received(await server.publish({ data }), data));
  await page.shows(missed);
  assert.equal(proxy.newest.lastEventId, last.id, 'Last-Event-ID');
}

async function testCutInsideAnEvent(server, proxy, page) {
  const before = received(await server.publish({ data: 'whole' }), 'whole');
  await page.shows([before]);
  const data = 'never shown in part\n'.repeat(10_000);
  proxy.cutAfter = 50_000;
  const torn = received(await server.publish({ data }), data);
  await page.shows([torn]);
  assert.equal(proxy.newest.lastEventId, before.id, 'Last-Event-ID');
}

// Events are published while the browser is away, and at the very moment at which it comes back.
async function testStorm(server, proxy, page) {
  const expected = [];
  const publish = async (count) => {
    for (let i = 0; i < count; ++i) {
      const data = `storm ${expected.length}`;
      expected.push(received(await server.publish({ data }), data));
    }
  };
  for (let round = 0; round < 3; ++round) {
    await publish(50);
    const back = once(proxy.events, 'stream');
    proxy.cut();
    await publish(50);
    await within('the browser comes back', back);
    await publish(200);
  }
  await page.shows(expected);
}

// The server ends, and starts again with nothing in its memory.
async function testNewLife(server, page) {
  await server.stop();
  await page.until('the page sees the end', () => source.readyState === EventSource.CONNECTING);
  const next = await Server.start(server.port);
  await page.until('the stream is open again', () => source.readyState === EventSource.OPEN);
  await page.shows([received(await next.publish({ data: 'a new life' }), 'a new life')]);
  await page.tab.close();
  await next.stop();
}

const browser = await chromium.launch({
  executablePath,
  // Chromium's own cage does not work for root, and the only page here is ours.
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
});
try {
  const server = await Server.start(0);
  const proxy = await Proxy.start(server.port);
  const page = await Page.open(browser, `http://127.0.0.1:${proxy.port}/`);
  await step('every text arrives as it was', () => testEveryText(server, page));
  await step('the form publishes', () => testForm(page));
  await step('what was missed comes later', () => testCut(server, proxy, page));
  await step('half an event is no event', () => testCutInsideAnEvent(server, proxy, page));
  await step('nothing is lost or doubled in a storm', () => testStorm(server, proxy, page));
  await step('the browser finds the server again', () => testNewLife(server, page));
} catch (error) {
  console.log(`FAILED: ${error.stack}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  for (const process of started) process.kill('SIGKILL');
}
// The proxy would go on listening.
process.exit();
