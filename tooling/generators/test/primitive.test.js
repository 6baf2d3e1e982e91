/** New primitives compile and keep all laws as they are generated: proven on a copy of the packages. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileNameOf } from "../names.js";
import { insertSorted } from "../plan.js";
import { generate } from "../primitive.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "fluxion-generators-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const read = (/** @type {string} */ path) => readFileSync(join(copy, path), "utf8");
const link = (/** @type {string} */ target, /** @type {string} */ path) => {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  symlinkSync(target, join(copy, path));
};
const tool = (/** @type {string} */ name) => join(root, "node_modules/.bin", name);
/** What a command prints; its output is in the error if it fails. @param {string} command @param {readonly string[]} args @param {string} [cwd] */
function run(command, args, cwd = copy) {
  const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, ...env } = process.env;
  try {
    return execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`, { cause: error });
  }
}

const KINDS = /** @type {const} */ ([
  ["pointwise", "twicePointwise"],
  ["linear", "twiceLinear"],
  ["composite", "twiceComposite"],
]);

const LAWS = `
import { cpu } from "./packages/backend-cpu/dist/index.js";
import { lawChecks, missingSamples, samplesOfCore } from "./packages/testing/dist/index.js";
const names = ${JSON.stringify(KINDS.map(([, name]) => name))};
const groups = samplesOfCore.filter(({ primitive }) => names.includes(primitive.name));
const missing = groups.flatMap((group) => missingSamples(group).map((what) => group.primitive.name + ": " + what));
const checks = groups.flatMap((group) => lawChecks(group, { backend: cpu(), reference: cpu({ generateCode: false }) }));
const broken = [];
for (const { name, run } of checks) await run().catch((error) => broken.push(name + ": " + error.message));
console.log(JSON.stringify({ checked: checks.length, missing, broken }));
`;

describe("inside core", () => {
  beforeAll(() => {
    for (const name of ["core", "testing", "backend-cpu"])
      for (const part of ["src", "package.json", "tsconfig.json"])
        cpSync(join(root, "packages", name, part), join(copy, "packages", name, part), { recursive: true });
    cpSync(join(root, "tsconfig.base.json"), join(copy, "tsconfig.base.json"));
    link(join(root, "packages/core/node_modules"), "packages/core/node_modules");
    link(join(root, "packages/testing/node_modules/fast-check"), "packages/testing/node_modules/fast-check");
    for (const name of ["testing", "backend-cpu"])
      link(join(copy, "packages/core"), `packages/${name}/node_modules/@fluxion/core`);
    writeFileSync(join(copy, "package.json"), '{ "type": "module" }');
    for (const [kind, name] of KINDS) generate(copy, [name, "--kind", kind]);
  });

  test("all kinds compile and keep all laws, and their samples leave nothing out", () => {
    run(tool("tsc"), ["-b", "packages/testing", "packages/backend-cpu"]);
    writeFileSync(join(copy, "laws.js"), LAWS);
    const { checked, missing, broken } = JSON.parse(run(process.execPath, ["laws.js"]));
    expect({ missing, broken }).toEqual({ missing: [], broken: [] });
    expect(checked).toBeGreaterThan(30);
  });

  test("index files name the new ones in order", () => {
    const lines = read("packages/core/src/primitives/index.ts").split("\n");
    expect(lines.indexOf('export * from "./twice-linear.js";')).toBe(
      lines.indexOf('export * from "./trigonometric.js";') + 2,
    );
    expect(read("packages/testing/src/samples/index.ts")).toContain("  ...twicePointwise,\n");
    expect(read("packages/backend-cpu/src/kernels/named.ts")).toContain(
      'export { twiceLinear } from "./twice-linear.js";\n',
    );
  });

  test("what is written is formatted and passes the linter", () => {
    const written = KINDS.flatMap(([kind, name]) => [
      `packages/core/src/primitives/${fileNameOf(name)}.ts`,
      `packages/testing/src/samples/${fileNameOf(name)}.ts`,
      ...(kind === "linear" ? [`packages/backend-cpu/src/kernels/${fileNameOf(name)}.ts`] : []),
    ]);
    for (const file of [".oxfmtrc.json", ".oxlintrc.json"]) cpSync(join(root, file), join(copy, file));
    run(tool("oxfmt"), ["--check", ...written]);
    run(tool("oxlint"), ["--deny-warnings", ...written]);
  });

  test.each([
    [["Twice"], '"Twice" is no name for a primitive: write it in camelCase'],
    [["class"], '"class" is a word of JavaScript'],
    [["sin"], '"sin" is exported already'],
    [["twiceLinear"], '"twiceLinear" is exported already'],
    [["a", "b"], "give one name"],
    [[], "give one name"],
    [["tripled", "--kind", "cubic"], '"cubic" is no kind of primitive'],
    [["tripled", "--colour"], "usage: npm run gen:primitive"],
    [["tripled", "--outside", "nowhere"], "nowhere is no package"],
  ])("%j is refused", (args, message) => {
    expect(() => generate(copy, args)).toThrow(message);
    expect(existsSync(join(copy, "packages/core/src/primitives/tripled.ts"))).toBe(false);
  });

  test("a file that exists is not overwritten", () => {
    writeFileSync(join(copy, "packages/testing/src/samples/quadrupled.ts"), "// mine");
    expect(() => generate(copy, ["quadrupled"])).toThrow("packages/testing/src/samples/quadrupled.ts exists already");
    expect(read("packages/testing/src/samples/quadrupled.ts")).toBe("// mine");
    expect(existsSync(join(copy, "packages/core/src/primitives/quadrupled.ts"))).toBe(false);
  });
});

describe("outside", () => {
  test("all kinds compile and keep all laws in a package of their own, on built packages", () => {
    const own = join(copy, "mine");
    for (const name of ["core", "testing", "backend-cpu"])
      link(join(root, "packages", name), `mine/node_modules/@fluxion/${name}`);
    link(join(root, "node_modules/vitest"), "mine/node_modules/vitest");
    writeFileSync(join(own, "package.json"), '{ "type": "module" }');
    const options = {
      target: "es2023",
      module: "nodenext",
      lib: ["es2023", "esnext.disposable"],
      types: [],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    };
    writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["src", "test"] }));
    for (const [kind, name] of KINDS) generate(copy, [name, "--kind", kind, "--outside", "mine"]);
    run(tool("tsc"), ["-p", "."], own);
    const output = run(tool("vitest"), ["run", "--root", own, "--reporter", "json"], own);
    const { numPassedTests, numFailedTests } = JSON.parse(output.slice(output.indexOf("{")));
    expect(numFailedTests).toBe(0);
    expect(numPassedTests).toBeGreaterThan(30);
  });

  test("says what comes next", () => {
    expect(generate(copy, ["tripled", "--outside", "mine"])).toContain(
      "Next:\n  1. write what tripled is in mine/src/tripled.ts",
    );
  });
});

test("lines are inserted where they sort", () => {
  const kind = /^export (\w)/;
  expect(insertSorted("// head\nexport a\nexport c\n", "export b", kind)).toBe(
    "// head\nexport a\nexport b\nexport c\n",
  );
  expect(insertSorted("export a\n", "export b", kind)).toBe("export a\nexport b\n");
});

test("file names are in kebab case", () => {
  expect(fileNameOf("logSumExp")).toBe("log-sum-exp");
});
