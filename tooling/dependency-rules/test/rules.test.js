import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise } from "dependency-cruiser";
import { afterEach, expect, test } from "vitest";
import { forbidden } from "../rules.js";

let tree = "";
afterEach(() => rmSync(tree, { recursive: true, force: true }));

/** Names of the rules that a small repository with these files breaks. @param {Record<string, string>} files */
const broken = async (files) => {
  tree = mkdtempSync(join(tmpdir(), "dependency-rules-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const ruleSet = { forbidden: /** @type {any} */ (forbidden) };
  const { output } = await cruise(["."], { baseDir: tree, ruleSet, validate: true, tsPreCompilationDeps: true });
  if (typeof output === "string") throw new Error(output);
  return [...new Set(output.summary.violations.map(({ rule }) => rule.name))].sort();
};

/** A file that imports another, and the other. @param {string} from @param {string} to @param {string} specifier */
const edge = (from, to, specifier) => ({ [from]: `import "${specifier}";`, [to]: "export const x = 1;" });

test("a layer of core may look down", async () => {
  expect(await broken(edge("packages/core/src/trace/a.ts", "packages/core/src/ir/b.ts", "../ir/b.js"))).toEqual([]);
});

test("a layer of core may not look up", async () => {
  expect(await broken(edge("packages/core/src/ir/a.ts", "packages/core/src/trace/b.ts", "../trace/b.js"))).toEqual([
    "core-ir-sees-only-errors",
  ]);
});

test("a pass sees no primitive", async () => {
  const files = edge("packages/core/src/passes/a.ts", "packages/core/src/primitives/b.ts", "../primitives/b.js");
  expect(await broken(files)).toEqual(["core-passes-sees-only-ir-errors"]);
});

test("errors see nothing", async () => {
  expect(await broken(edge("packages/core/src/errors.ts", "packages/core/src/ir/b.ts", "./ir/b.js"))).toEqual([
    "core-errors-sees-only-itself",
  ]);
});

test("core has no other folders", async () => {
  expect(await broken(edge("packages/core/src/index.ts", "packages/core/src/utils/b.ts", "./utils/b.js"))).toEqual([
    "core-has-no-other-folders",
  ]);
});

test("types may be mutually recursive in the IR and nowhere else", async () => {
  const pair = (/** @type {string} */ folder) => ({
    [`${folder}/a.ts`]: 'import type { B } from "./b.js"; export type A = B[];',
    [`${folder}/b.ts`]: 'import type { A } from "./a.js"; export type B = A[];',
  });
  expect(await broken(pair("packages/core/src/ir"))).toEqual([]);
  expect(await broken(pair("packages/core/src/trace"))).toEqual(["no-cycle"]);
});

test("values are never mutually recursive", async () => {
  const files = {
    "packages/core/src/ir/a.ts": 'import { b } from "./b.js"; export const a = () => b;',
    "packages/core/src/ir/b.ts": 'import { a } from "./a.js"; export const b = () => a;',
  };
  expect(await broken(files)).toEqual(["no-cycle-of-values"]);
});

test("a backend sees only core's door", async () => {
  const door = edge("packages/backend-cpu/src/a.ts", "packages/core/src/index.ts", "../../core/src/index.js");
  const deep = edge("packages/backend-cpu/src/a.ts", "packages/core/src/ir/b.ts", "../../core/src/ir/b.js");
  const other = edge("packages/backend-cpu/src/a.ts", "packages/numpy/src/index.ts", "../../numpy/src/index.js");
  expect(await broken(door)).toEqual([]);
  expect(await broken(deep)).toEqual(["no-deep-import"]);
  expect(await broken(other)).toEqual(["backend-sees-only-core"]);
});

test("core sees no other package", async () => {
  const files = edge("packages/core/src/trace/a.ts", "packages/numpy/src/index.ts", "../../../numpy/src/index.js");
  expect(await broken(files)).toEqual(["core-sees-only-itself"]);
});

test("an app may not be imported", async () => {
  const files = edge("examples/e/src/a.ts", "apps/digits/src/b.ts", "../../../apps/digits/src/b.js");
  expect(await broken(files)).toEqual(["nothing-sees-apps-examples-or-tooling"]);
});

test("a library uses a Node builtin only in a file that says so", async () => {
  const reads = 'import "node:fs";';
  expect(await broken({ "packages/numpy/src/a.ts": reads })).toEqual(["no-node-builtin-in-libraries"]);
  expect(await broken({ "packages/numpy/src/a.node.ts": reads, "packages/golden/src/a.ts": reads })).toEqual([]);
});
