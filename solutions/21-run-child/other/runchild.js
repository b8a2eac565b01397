// One thread that never waits: the system calls back when there is something to read, when there is
// room to write, and when the child ends. Its children get sockets where others give them pipes.

'use strict';

const {spawn} = require('node:child_process');
const process = require('node:process');

const PATIENCE = 500; // milliseconds
const PRIME_LOW = 435; // of the prime 2^40 + 435
const PRIME_SHIFT = 8; // 2^40 is 2^32, shifted by 8

// FNV-1a with 64 bits, kept in two halves, because numbers here are exact up to 53 bits only.
class Fingerprint {
  #high = 0xcbf29ce4;
  #low = 0x84222325;

  add(bytes) {
    for (const byte of bytes) {
      const low = (this.#low ^ byte) >>> 0;
      const product = low * PRIME_LOW;
      const carry = Math.floor(product / 2 ** 32);
      this.#high = (Math.imul(this.#high, PRIME_LOW) + carry + (low << PRIME_SHIFT)) >>> 0;
      this.#low = product >>> 0;
    }
  }

  toString() {
    return [this.#high, this.#low].map((half) => half.toString(16).padStart(8, '0')).join('');
  }
}

function lastLine(bytes) {
  const end = bytes.at(-1) === 0x0a ? bytes.length - 1 : bytes.length;
  const text = bytes.subarray(0, end);
  return text.subarray(text.lastIndexOf(0x0a) + 1).toString();
}

function report(code, signal, out, errorBytes) {
  const bytes = Buffer.concat(out);
  const fingerprint = new Fingerprint();
  fingerprint.add(bytes);
  const members = {
    exit: code,
    signal: signal === null ? null : require('node:os').constants.signals[signal],
    out_bytes: bytes.length,
    err_bytes: errorBytes,
    out_sha: fingerprint.toString(),
    out_last: lastLine(bytes),
  };
  // Input that is still open must not keep this process alive.
  process.stdout.write(JSON.stringify(members) + '\n', () => process.exit(0));
}

function main(words) {
  if (words.length === 0) {
    console.error('usage: runchild.js PROGRAM [ARG...]');
    process.exitCode = 2;
    return;
  }
  const child = spawn(words[0], words.slice(1));
  child.on('error', (error) => {
    console.error(`runchild.js: ${error.message}`);
    process.exit(1);
  });

  const out = [];
  let errorBytes = 0;
  child.stdout.on('data', (chunk) => out.push(chunk));
  child.stderr.on('data', (chunk) => (errorBytes += chunk.length));
  process.stdin.pipe(child.stdin);
  child.stdin.on('error', () => {}); // the child reads no more

  // "exit" comes with the end of the child, "close" when its outputs have ended too.
  child.on('exit', (code, signal) => {
    const giveUp = setTimeout(() => report(code, signal, out, errorBytes), PATIENCE);
    child.on('close', () => {
      clearTimeout(giveUp);
      report(code, signal, out, errorBytes);
    });
  });
}

main(process.argv.slice(2));
