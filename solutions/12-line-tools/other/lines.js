// Events: the input comes in portions of any size, and a splitter hands on each line as it ends.
// Bytes stay bytes (Buffer) all the way: turned into text, broken UTF-8 would be lost.
'use strict';

const LF = 0x0a;
const BLANKS = new Set([0x20, 0x09, 0x0d, 0x0a, 0x0b, 0x0c]);
const NUMBER = /^-?[0-9]{1,15}$/;

function strip(line) {
  let from = 0;
  let to = line.length;
  while (from < to && BLANKS.has(line[from])) from++;
  while (to > from && BLANKS.has(line[to - 1])) to--;
  return line.subarray(from, to);
}

// Returns a number, or undefined. Numbers of 15 digits are exact in a double.
function parseNumber(text) {
  return NUMBER.test(text) ? Number(text) : undefined;
}

// Each tool is told of every line, and says at the end whether it found something.
class Count {
  lines = 0;
  line() { this.lines++; }
  end() { print(String(this.lines)); return true; }
}

class Last {
  newest = null;
  // A copy: the line is a window into a large portion, which would stay in memory otherwise.
  line(line) { this.newest = Buffer.from(line); }
  end() {
    if (this.newest !== null) print(this.newest);
    return this.newest !== null;
  }
}

class LastText extends Last {
  line(line) {
    const text = strip(line);
    if (text.length > 0) super.line(text);
  }
}

class Strip {
  line(line) { print(strip(line)); }
  end() { return true; }
}

class Find {
  number = 0;
  found = false;
  constructor(fits) { this.fits = fits; }
  line(line) {
    this.number++;
    if (!this.fits(line)) return;
    print(String(this.number));
    this.found = true;
  }
  end() { return this.found; }
}

function findEqual(text) {
  const wanted = Buffer.from(text);
  return new Find((line) => line.equals(wanted));
}

function findNumber(text) {
  const wanted = parseNumber(text);
  if (wanted === undefined) return null;
  // A minus in front of a zero makes no difference to ===.
  return new Find((line) => parseNumber(strip(line).toString('latin1')) === wanted);
}

// Returns the tool that the words ask for, or null where they do not make a right call.
function toolFor(words) {
  const [command, text] = words;
  if (words.length === 1 && command === 'count') return new Count();
  if (words.length === 1 && command === 'last') return new Last();
  if (words.length === 1 && command === 'last-text') return new LastText();
  if (words.length === 1 && command === 'strip') return new Strip();
  if (words.length === 2 && command === 'eq') return findEqual(text);
  if (words.length === 2 && command === 'eqnum') return findNumber(text);
  return null;
}

function print(result) {
  process.stdout.write(result);
  process.stdout.write('\n');
}

function fail(code, why) {
  console.error(`lines.js: ${why}`);
  process.exitCode = code;
}

function feed(tool) {
  let unfinished = [];  // the pieces of a line whose line feed has not come yet
  process.stdin.on('data', (portion) => {
    let from = 0;
    for (let to = portion.indexOf(LF); to >= 0; to = portion.indexOf(LF, from)) {
      unfinished.push(portion.subarray(from, to));
      tool.line(Buffer.concat(unfinished));
      unfinished = [];
      from = to + 1;
    }
    if (from < portion.length) unfinished.push(portion.subarray(from));
  });
  process.stdin.on('end', () => {
    if (unfinished.length > 0) tool.line(Buffer.concat(unfinished));
    if (!tool.end()) fail(1, 'nothing was found');
  });
  process.stdin.on('error', (error) => fail(1, error.message));
}

const tool = toolFor(process.argv.slice(2));
if (tool === null) fail(2, 'usage: lines.js count | last | last-text | strip | eq TEXT | eqnum N');
else feed(tool);
