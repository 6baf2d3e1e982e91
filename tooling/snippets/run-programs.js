/** Runs compiled snippets one after another, and writes what each showed to a file: `node run-programs.js OUT FILE…`. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { show } from "./show.js";

/** @type {{ line: number, text: string }[]} */
let shown = [];
const oneLine = (/** @type {Error} */ { message }) => message.split("\n")[0] ?? "";

Object.assign(globalThis, {
  reportValue: (/** @type {number} */ line, /** @type {unknown} */ value) =>
    void shown.push({ line, text: show(value) }),
  reportLine: (/** @type {number} */ line, /** @type {readonly unknown[]} */ ...values) =>
    void shown.push({ line, text: format(...values) }),
  reportError: async (/** @type {number} */ line, /** @type {() => unknown} */ body) => {
    try {
      await body();
      shown.push({ line, text: "returns" });
    } catch (error) {
      shown.push({
        line,
        text: error instanceof Error ? `throws ${error.name}: ${oneLine(error)}` : `throws ${String(error)}`,
      });
    }
  },
});
console.log = () => {};

const [out = "", ...files] = process.argv.slice(2);
const results = [];
for (const file of files) {
  shown = [];
  try {
    await import(pathToFileURL(file).href);
    results.push({ shown });
  } catch (error) {
    results.push({ shown, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
writeFileSync(out, JSON.stringify(results));
