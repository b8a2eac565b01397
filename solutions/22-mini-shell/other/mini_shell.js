// Hands the streams that Node makes for one child on to the next one: they are sockets, not pipes.
// The end of a child is an event, and a line is over when all of its events have come.

"use strict";

const { spawn } = require("node:child_process");
const { constants, closeSync, openSync, readSync, writeSync } = require("node:fs");
const os = require("node:os");

const FAILURE = 1;
const SYNTAX_ERROR = 2;
const CANNOT_RUN = 126;
const NOT_FOUND = 127;

const TO_FILE = constants.O_WRONLY | constants.O_CREAT;
const REDIRECTIONS = {
  "<": { number: 0, flags: constants.O_RDONLY },
  ">": { number: 1, flags: TO_FILE | constants.O_TRUNC },
  ">>": { number: 1, flags: TO_FILE | constants.O_APPEND },
  "2>": { number: 2, flags: TO_FILE | constants.O_TRUNC },
};

class LineError extends Error {}

const complain = (text) => writeSync(2, `mini_shell.js: ${text}\n`);

function* inputLines() {
  const chunk = Buffer.alloc(4096);
  let bytes = Buffer.alloc(0);
  for (;;) {
    const end = bytes.indexOf("\n");
    if (end >= 0) {
      yield bytes.subarray(0, end).toString();
      bytes = bytes.subarray(end + 1);
      continue;
    }
    const count = readSync(0, chunk);
    if (count === 0) break;
    bytes = Buffer.concat([bytes, chunk.subarray(0, count)]);
  }
  if (bytes.length > 0) yield bytes.toString();
}

function tokensOf(line) {
  const token = /[ \t]*(?:(?<end>$|#)|(?<sign>2>|>>|[|<>])|(?<word>(?:[^ \t|<>']|'[^']*')+))/sy;
  const tokens = [];
  for (;;) {
    const match = token.exec(line);
    if (match === null) throw new LineError("a quote is not closed");
    const { end, sign, word } = match.groups;
    if (end !== undefined) return tokens;
    tokens.push(sign !== undefined ? { sign } : { word: word.replace(/'([^']*)'/g, "$1") });
  }
}

function parse(line) {
  const tokens = tokensOf(line);
  if (tokens.length === 0) return [];
  const commands = [{ words: [], files: [] }];
  while (tokens.length > 0) {
    const { sign, word } = tokens.shift();
    if (sign === undefined) {
      commands.at(-1).words.push(word);
    } else if (sign === "|") {
      commands.push({ words: [], files: [] });
    } else {
      const name = tokens.shift()?.word;
      if (name === undefined) throw new LineError("a file name is missing");
      commands.at(-1).files.push({ ...REDIRECTIONS[sign], name });
    }
  }
  if (commands.some(({ words }) => words.length === 0)) throw new LineError("a command is missing");
  return commands;
}

// Resolves to the status when the child has ended.
function ended(child, name) {
  return new Promise((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
    child.on("error", (error) => {
      complain(`${name}: ${error.message}`);
      resolve(error.code === "ENOENT" ? NOT_FOUND : CANNOT_RUN);
    });
  });
}

// Returns the status to come, and what the next command reads.
function start({ words, files }, input, isLast) {
  const opened = [];
  try {
    const stdio = [input, isLast ? "inherit" : "pipe", "inherit"];
    for (const { number, flags, name } of files) {
      opened.push(openSync(name, flags, 0o666));
      stdio[number] = opened.at(-1);
    }
    const child = spawn(words[0], words.slice(1), { stdio });
    return { status: ended(child, words[0]), output: child.pid ? child.stdout : null };
  } catch (error) {
    complain(error.message);
    return { status: Promise.resolve(FAILURE), output: null };
  } finally {
    opened.forEach((fd) => closeSync(fd));
  }
}

async function runPipeline(commands) {
  const statuses = [];
  let input = "inherit";
  commands.forEach((command, i) => {
    const { status, output } = start(command, input, i === commands.length - 1);
    statuses.push(status);
    if (typeof input !== "string") input.destroy();
    input = output ?? "ignore";
  });
  return (await Promise.all(statuses)).at(-1);
}

async function run(commands, status) {
  const [name, ...rest] = commands[0].words;
  if (commands.length > 1 || !["cd", "exit"].includes(name)) return runPipeline(commands);
  if (name === "exit") process.exit(rest.length > 0 ? Number(rest[0]) : status);
  if (rest.length !== 1) throw new Error("cd: exactly one folder is wanted");
  process.chdir(rest[0]);
  return 0;
}

async function main() {
  let status = 0;
  for (const line of inputLines()) {
    try {
      const commands = parse(line);
      if (commands.length > 0) status = await run(commands, status);
    } catch (error) {
      complain(error.message);
      status = error instanceof LineError ? SYNTAX_ERROR : FAILURE;
    }
  }
  process.exit(status);
}

main();
