// Callbacks: Node's http module calls functions when something happens, in a single thread.
//
// sse.js PORT: what is posted to /publish is sent to everybody who listens to /mcp-stream.
'use strict';

const http = require('http');

const KEPT = 1000; // events, for listeners that come back
const MOST_WAITING = 1 << 20; // bytes; whoever lets more wait than that is dropped
const LONGEST_BODY = 8 << 20;
const LONGEST_SILENCE = 1000; // milliseconds
const LOCAL = /^http:\/\/(127\.0\.0\.1|localhost)(:[0-9]+)?$/;

const kept = []; // {id, text}
const listeners = new Set(); // {response, exempt}
let newest = 0;

function eventText(id, name, data) {
  const lines = [`id: ${id}`];
  if (name !== undefined) lines.push(`event: ${name}`);
  for (const line of data.split(/\r\n|\r|\n/)) lines.push(`data: ${line}`);
  return lines.join('\n') + '\n\n';
}

function send(listener, text) {
  const { response } = listener;
  if (response.writableLength > MOST_WAITING + listener.exempt) {
    response.destroy();
    return;
  }
  // The event that is being sent does not count as waiting.
  if (response.writableLength === 0) listener.exempt = Buffer.byteLength(text);
  response.write(text);
}

function publish(name, data) {
  newest += 1;
  const text = eventText(newest, name, data);
  kept.push({ id: newest, text });
  if (kept.length > KEPT) kept.shift();
  for (const listener of listeners) send(listener, text);
  return newest;
}

function listen(request, response) {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const lastId = request.headers['last-event-id'] ?? '';
  const known = /^[0-9]{1,15}$/.test(lastId) && Number(lastId) <= newest ? Number(lastId) : newest;
  const missed = kept.filter((event) => event.id > known).map((event) => event.text);
  const listener = { response, exempt: 0 };
  listeners.add(listener);
  response.on('close', () => listeners.delete(listener));
  response.write('retry: 2000\n\n' + missed.join(''));
  listener.exempt = response.writableLength; // nor does the replay
  response.on('drain', () => { listener.exempt = 0; });
}

// The answer to a request with this body: status and text.
function answerToPublish(body) {
  let message;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    message = JSON.parse(text);
  } catch {
    return [400, 'This is no JSON.\n'];
  }
  const isObject = typeof message === 'object' && message !== null && !Array.isArray(message);
  if (!isObject || typeof message.data !== 'string')
    return [422, 'An object is needed, and in it "data" with a text.\n'];
  const name = message.event;
  if (name !== undefined && (typeof name !== 'string' || !/^[^\r\n\0]+$/.test(name)))
    return [422, '"event" must be one line of text, and not empty.\n'];
  return [202, JSON.stringify({ id: publish(name, message.data) }) + '\n'];
}

function answer(request, response, body) {
  const finish = (status, text) => {
    response.writeHead(status, { 'Content-Length': Buffer.byteLength(text) });
    response.end(text);
  };
  const { origin } = request.headers;
  if (origin !== undefined) {
    if (!LOCAL.test(origin)) return finish(403, 'Pages from elsewhere may not ask.\n');
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Vary', 'Origin');
  }
  const path = request.url.split('?')[0];
  if (path === '/mcp-stream') {
    if (request.method === 'GET' || request.method === 'HEAD') return listen(request, response);
    return finish(405, 'Listening is done with GET.\n');
  }
  if (path === '/publish') {
    if (request.method === 'POST') return finish(...answerToPublish(body));
    response.setHeader('Allow', 'POST');
    return finish(405, 'Publishing is done with POST.\n');
  }
  return finish(404, 'There is nothing here.\n');
}

const server = http.createServer((request, response) => {
  const pieces = [];
  let length = 0;
  request.on('data', (piece) => {
    length += piece.length;
    if (length > LONGEST_BODY) request.destroy();
    pieces.push(piece);
  });
  request.on('error', () => {}); // The client has gone; the others are not concerned.
  request.on('end', () => answer(request, response, Buffer.concat(pieces)));
});
server.keepAliveTimeout = 60_000;

setInterval(() => {
  for (const listener of listeners) send(listener, ': still here\n\n');
}, LONGEST_SILENCE);

function stop() {
  const left = [...listeners];
  let open = left.length;
  if (open === 0) process.exit(0);
  for (const { response } of left) {
    response.on('close', () => {
      open -= 1;
      if (open === 0) process.exit(0);
    });
    response.end();
    response.on('finish', () => response.socket?.end());
  }
  setTimeout(() => process.exit(0), 1000);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

const argument = process.argv.length === 3 ? process.argv[2] : '';
if (!/^[0-9]{1,5}$/.test(argument) || Number(argument) > 65535) {
  console.error('usage: sse.js PORT (a number from 0 to 65535)');
  process.exit(2);
}
server.on('error', (error) => {
  console.error(`sse.js: ${error.message}`);
  process.exit(1);
});
server.listen({ port: Number(argument), host: '127.0.0.1', backlog: 256 }, () => {
  console.log(`LISTENING 127.0.0.1:${server.address().port}`);
});
