/** Writes the skeleton of a primitive: `npm run gen:primitive -- NAME [--kind pointwise|linear|composite] [--outside DIR]`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { planOf, Refusal } from "./plan.js";

const KINDS = /** @type {const} */ (["pointwise", "linear", "composite"]);
const USAGE = `usage: npm run gen:primitive -- NAME [--kind ${KINDS.join("|")}] [--outside DIR]`;

/** @param {readonly string[]} args @returns {import("./plan.js").Request} */
function requestOf(args) {
  const parsed = parse(args);
  const [name, ...rest] = parsed.positionals;
  const kind = KINDS.find((known) => known === (parsed.values.kind ?? "pointwise"));
  if (name === undefined || rest.length > 0) throw new Refusal(`give one name\n${USAGE}`);
  if (kind === undefined) throw new Refusal(`${JSON.stringify(parsed.values.kind)} is no kind of primitive\n${USAGE}`);
  return { name, kind, outside: parsed.values.outside };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { kind: { type: "string" }, outside: { type: "string" } },
    });
  } catch (error) {
    throw new Refusal(`${/** @type {Error} */ (error).message}\n${USAGE}`, { cause: error });
  }
}

/** Writes the files of a new primitive under `root`. @param {string} root @param {readonly string[]} args @returns {string} what was done, and what comes next */
export function generate(root, args) {
  const { files, steps } = planOf(root, requestOf(args));
  for (const [path, text] of files) {
    mkdirSync(dirname(resolve(root, path)), { recursive: true });
    writeFileSync(resolve(root, path), text);
  }
  return [
    ...[...files.keys()].map((path) => `wrote ${path}`),
    "",
    "Next:",
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
  ].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    console.log(generate(fileURLToPath(new URL("../../", import.meta.url)), process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
