// Keeps notes, and serves them as JSON over HTTP on 127.0.0.1. Usage: node api.js PORT

'use strict';

const http = require('node:http');

const LONGEST_TEXT = 1000; // characters
const LONGEST_BODY = 1 << 20; // bytes

const notes = new Map(); // keeps the order in which notes were added, which is that of their ids
let lastId = 0;

class Refusal extends Error {
  constructor(status, words, headers = {}) {
    super(words);
    this.status = status;
    this.headers = headers;
  }
}

// The members of a note that a client may choose, as far as they are there.
function readWish(body, required) {
  let found;
  try {
    found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal(400, 'the body is not JSON in UTF-8');
  }
  if (found === null || typeof found !== 'object' || Array.isArray(found)) {
    throw new Refusal(422, 'the body must be an object');
  }
  for (const name of required) {
    if (!Object.hasOwn(found, name)) throw new Refusal(422, `${name} is missing`);
  }
  const wish = {};
  if (Object.hasOwn(found, 'text')) {
    // The length of a string counts halves of pairs. Its items are whole characters.
    const characters = typeof found.text === 'string' ? [...found.text].length : 0;
    if (characters < 1 || characters > LONGEST_TEXT) {
      throw new Refusal(422, `text must be a string of 1 to ${LONGEST_TEXT} characters`);
    }
    wish.text = found.text;
  }
  if (Object.hasOwn(found, 'done')) {
    if (typeof found.done !== 'boolean') throw new Refusal(422, 'done must be true or false');
    wish.done = found.done;
  }
  return wish;
}

function list(query) {
  const done = query.get('done');
  if (done !== null && done !== 'true' && done !== 'false') {
    throw new Refusal(400, 'done must be true or false');
  }
  const word = query.get('q') ?? '';
  return [...notes.values()].filter(
    (note) => (done === null || note.done === (done === 'true')) && note.text.includes(word));
}

function add(wish) {
  const created = new Date().toISOString().slice(0, 19) + 'Z';
  const note = { id: ++lastId, text: wish.text, done: wish.done ?? false, created };
  notes.set(note.id, note);
  return note;
}

function allow(request, ...methods) {
  if (!methods.includes(request.method)) {
    throw new Refusal(405, 'this method does not work here', { Allow: methods.join(', ') });
  }
}

function checkBody(request, body) {
  if (body.length > LONGEST_BODY) throw new Refusal(413, 'the body is too long');
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal(415, 'the body must be application/json');
}

function answerForAll(request, body, query) {
  allow(request, 'GET', 'POST');
  if (request.method === 'GET') return [200, list(query)];
  checkBody(request, body);
  const note = add(readWish(body, ['text']));
  return [201, note, { Location: `/notes/${note.id}` }];
}

function answerForOne(request, body, id) {
  allow(request, 'GET', 'PUT', 'PATCH', 'DELETE');
  const changes = request.method === 'PUT' || request.method === 'PATCH';
  if (changes) checkBody(request, body);
  const note = notes.get(id);
  if (note === undefined) throw new Refusal(404, 'there is no such note');
  if (request.method === 'DELETE') {
    notes.delete(id);
    return [204];
  }
  const required = request.method === 'PUT' ? ['text', 'done'] : [];
  if (changes) Object.assign(note, readWish(body, required));
  return [200, note];
}

function answer(request, body) {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (url.pathname === '/notes') return answerForAll(request, body, url.searchParams);
  const one = /^\/notes\/([1-9][0-9]{0,8})$/.exec(url.pathname);
  if (one) return answerForOne(request, body, Number(one[1]));
  throw new Refusal(404, 'there is nothing at this path');
}

function send(response, status, value, headers = {}) {
  if (value === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    ...headers,
  });
  response.end(body);
}

const server = http.createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    try {
      send(response, ...answer(request, Buffer.concat(pieces)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(response, error.status, { error: error.message }, error.headers);
    }
  });
});

const words = process.argv.slice(2);
if (words.length !== 1 || !/^[0-9]{1,5}$/.test(words[0]) || Number(words[0]) > 65535) {
  console.error('usage: api.js PORT');
  process.exit(2);
}
server.on('error', (error) => {
  console.error(`api.js: ${error.message}`);
  process.exit(1);
});
server.listen({ port: Number(words[0]), host: '127.0.0.1', backlog: 256 }, () => {
  console.log(`LISTENING 127.0.0.1:${server.address().port}`);
});
