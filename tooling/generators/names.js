/** Which names a new primitive may have. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** `logSumExp` → `log-sum-exp`: the name of the file. @param {string} name */
export const fileNameOf = (name) => name.replace(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`);

/** Whether JavaScript lets a variable have the name. @param {string} name */
function mayBeVariable(name) {
  try {
    new Function(`"use strict"; const ${name} = 0;`);
    return true;
  } catch {
    return false;
  }
}

/** Names that a module of TypeScript exports, as far as its text tells. @param {string} text @returns {string[]} */
const exportsOf = (text) => [
  ...[...text.matchAll(/^export (?:declare )?(?:abstract )?(?:const|function|class|type|interface) (\w+)/gm)].map(
    ([, name = ""]) => name,
  ),
  ...[...text.matchAll(/^export (?:type )?(?:\* as (\w+)|\{([^}]*)\})/gm)].flatMap(([, all, list = ""]) =>
    all === undefined ? list.split(",").map((item) => item.trim().split(" ").at(-1) ?? "") : [all],
  ),
];

/** Everything that a package exports already. @param {string} src its source folder @returns {Set<string>} */
export function exportedNames(src) {
  if (!existsSync(src)) return new Set();
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  return new Set(files.flatMap((file) => exportsOf(readFileSync(join(src, file), "utf8"))));
}

/** Why a name cannot be had, if so. @param {string} name @param {ReadonlySet<string>} taken @returns {string | undefined} */
export function refusalOf(name, taken) {
  if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
    return `${JSON.stringify(name)} is no name for a primitive: write it in camelCase, with letters and digits, like logSumExp`;
  if (!mayBeVariable(name)) return `${JSON.stringify(name)} is a word of JavaScript: choose another name`;
  if (taken.has(name)) return `${JSON.stringify(name)} is exported already: choose another name`;
  return undefined;
}
