/** Runs the examples of docstrings, and writes what became of each to a file: `node run-examples.js OUT EXAMPLES`. */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as fluxion from "fluxion";
import * as cpu from "@fluxion/backend-cpu";
import * as testing from "@fluxion/testing";
import { bodyOf } from "./docstrings.js";
import { asLists, isClose, show } from "./show.js";

/** @typedef {import("./docstrings.js").Example & { package: string, module: string }} Located */
/** @typedef {{ outcome: "right" | "ran" | "wrong" | "free", message: string }} Outcome */

const AsyncFunction = /** @type {FunctionConstructor} */ (Object.getPrototypeOf(async () => {}).constructor);
const isName = (/** @type {string} */ name) => {
  try {
    new Function(name, "");
    return true;
  } catch {
    return false;
  }
};

/** What an example may name: everything a user can import, before it the package's own names, before them the file's. @param {Located} example */
async function scopeOf({ package: name, module }) {
  const own = await import(name);
  const file = await import(pathToFileURL(module).href);
  const scope = { ...testing, ...cpu, ...fluxion, ...own, ...file };
  return Object.fromEntries(Object.entries(scope).filter(([key]) => isName(key)));
}

/** @param {Record<string, unknown>} scope @param {string} body @returns {Promise<unknown>} */
const evaluate = (scope, body) =>
  new AsyncFunction(...Object.keys(scope), `"use strict";\n{\n${body}\n}`)(...Object.values(scope));

/** The result that is written: a value, or text where it is no expression. @param {Record<string, unknown>} scope @param {string} text */
async function expectedOf(scope, text) {
  try {
    return asLists(await evaluate(scope, `return (${text})`));
  } catch {
    return text;
  }
}

/** @param {Located} example @returns {Promise<Outcome>} */
async function run(example) {
  try {
    const scope = await scopeOf(example);
    const value = await evaluate(scope, bodyOf(example.code));
    if (example.result === undefined) return { outcome: "ran", message: "" };
    const [actual, expected] = [asLists(value), await expectedOf(scope, example.result)];
    const same = isClose(actual, expected) || show(value) === example.result;
    return { outcome: same ? "right" : "wrong", message: same ? "" : `gives ${JSON.stringify(actual) ?? "undefined"}` };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const free = error instanceof ReferenceError && message.endsWith(" is not defined");
    return { outcome: free ? "free" : "wrong", message };
  }
}

console.log = () => {};
const [out = "", input = ""] = process.argv.slice(2);
/** @type {Outcome[]} */
const outcomes = [];
for (const example of JSON.parse(readFileSync(input, "utf8"))) outcomes.push(await run(example));
writeFileSync(out, JSON.stringify(outcomes));
