/**
 * Writes the doors of functions that take options: beside each module a file `checked.ts`, in which those functions refuse what is no
 * options object. `node tooling/options/doors.js` after an option was added or taken away.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { takersOf } from "./signatures.js";

export const root = fileURLToPath(new URL("../../", import.meta.url));

const numpy = ["creation", "ufunc", "reduce", "sort", "contract", "index", "shape", "functional", "poly", "print"];
const namespaces = ["signal", "linalg", "lax", "scipy/linalg"];

/** Modules with doors. */
export const modules = [
  ...[...numpy, ...namespaces].map((folder) => `packages/numpy/src/${folder}/index.ts`),
  "packages/nn/src/functions.ts",
  "packages/nn/src/initializers/index.ts",
  "packages/random/src/functions.ts",
];

/** Names that no declaration can have. */
const RESERVED = new Set(["var", "delete", "default", "in", "with"]);

/** The text of the doors of a module. @param {string} module @param {import("./signatures.js").Taker[]} takers */
function textOf(module, takers) {
  const from = `./${module.split("/").at(-1)?.replace(/\.ts$/, ".js")}`;
  const lines = takers.map(({ name, position, names, alone }) => {
    const made = `${alone ? "takesOptions" : "mayTakeOptions"}("${name}", ${position}, "${names.join(" ")}", of.${name})`;
    const variable = RESERVED.has(name) ? `${name}Checked` : name;
    const declared = `const ${variable}: typeof of.${name} = /* @__PURE__ */ ${made};`;
    return RESERVED.has(name) ? `${declared}\nexport { ${variable} as ${name} };` : `export ${declared}`;
  });
  const used = [
    ...(takers.some(({ alone }) => !alone) ? ["mayTakeOptions"] : []),
    ...(takers.some(({ alone }) => alone) ? ["takesOptions"] : []),
  ];
  return `/** Doors of the functions that take options. Written by tooling/options/doors.js. */
import { ${used.join(", ")} } from "@fluxion/core";
import * as of from "${from}";

export * from "${from}";
${lines.join("\n")}
`;
}

/** What the files should say. @returns {Map<string, string>} */
export function doors() {
  const takers = takersOf(modules.map((module) => root + module));
  for (const [file, list] of takers)
    for (const { name, last } of list)
      if (!last) throw new Error(`${file}: something follows the options of ${name}, which doors do not know`);
  return new Map(
    modules.map((module) => [`${dirname(module)}/checked.ts`, textOf(module, takers.get(root + module) ?? [])]),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const texts = doors();
  for (const [file, text] of texts) writeFileSync(root + file, text);
  execFileSync(`${root}node_modules/.bin/oxfmt`, [...texts.keys()], { cwd: root, stdio: "inherit" });
}
