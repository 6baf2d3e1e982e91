#!/usr/bin/env node
/** A tool for GradBench: answers one JSON message per line on standard input, until it ends. */
import { setDefaultBackend } from "fluxion";
import { lines } from "./lines.js";
import { readOptions, USAGE } from "./options.js";
import { answer } from "./protocol.js";
import { modules } from "./registry.js";

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(`${options}\n\n${USAGE}`);
  process.exit(2);
}
setDefaultBackend(options.backend);

/** Writes a line, and waits until the reader has taken it. */
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve())));

for await (const line of lines(process.stdin)) {
  if (line.trim() === "") continue;
  await write(JSON.stringify(await answer(modules, line)));
}
