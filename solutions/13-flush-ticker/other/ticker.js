// Never waits itself: it leaves an alarm with the event loop and is called back when a line is due.

'use strict';

const process = require('node:process');

const start = process.hrtime.bigint();

function millisecondsSinceStart() {
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function numberFrom(text, lowest, highest) {
  const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN;
  return number >= lowest && number <= highest ? number : undefined;
}

function tick(number, count, period) {
  process.stdout.write(`${number} ${new Date().toISOString()}\n`);
  if (number === count) return;
  const due = number * period;
  // An alarm may ring a fraction of a millisecond too early.
  const wait = Math.max(0, Math.ceil(due - millisecondsSinceStart()));
  setTimeout(tick, wait, number + 1, count, period);
}

function main(words) {
  const count = numberFrom(words[0] ?? '', 1, 1000);
  const period = numberFrom(words[1] ?? '', 0, 5000);
  if (words.length !== 2 || count === undefined || period === undefined) {
    console.error('usage: ticker.js COUNT PERIOD');
    process.exitCode = 2;
    return;
  }
  process.on('SIGUSR1', () => {});
  process.stdout.on('error', () => process.exit(1));
  tick(1, count, period);
}

main(process.argv.slice(2));
