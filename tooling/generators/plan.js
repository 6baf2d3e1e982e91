/** What a new primitive takes: files to create, lines to add to others, and what to do next. Nothing is written here. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { exportedNames, fileNameOf, refusalOf } from "./names.js";

/** @typedef {"pointwise" | "linear" | "composite"} Kind */
/** @typedef {{ name: string, kind: Kind, outside?: string | undefined }} Request */
/** @typedef {{ files: Map<string, string>, steps: string[] }} Plan what each file holds afterwards */

/** Why nothing can be generated, for the person who asked. */
export class Refusal extends Error {}
const refuse = (/** @type {string} */ message) => {
  throw new Refusal(message);
};

const skeleton = (/** @type {string} */ path, /** @type {string} */ name) =>
  readFileSync(new URL(`skeletons/${path}.txt`, import.meta.url), "utf8")
    .replaceAll("NAME", name)
    .replaceAll("FILE", fileNameOf(name));

/** A line put before the first of its kind that sorts behind it, or after the last. @param {string} text @param {string} line @param {RegExp} kind its first group is what is sorted by */
export function insertSorted(text, line, kind) {
  const lines = text.split("\n");
  const keyOf = (/** @type {string} */ row) => kind.exec(row)?.[1];
  const key = keyOf(line) ?? "";
  const behind = lines.findIndex((row) => (keyOf(row) ?? "") > key);
  const at = behind >= 0 ? behind : lines.findLastIndex((row) => keyOf(row) !== undefined) + 1;
  return [...lines.slice(0, at), line, ...lines.slice(at)].join("\n");
}

/** @param {string} root @param {string} path @param {(text: string) => string} edit @returns {[string, string]} */
const changed = (root, path, edit) => [path, edit(readFileSync(resolve(root, path), "utf8"))];

/** In the package of a user. @param {string} root @param {Request & { outside: string }} request @returns {Plan} */
function outsidePlan(root, { name, kind, outside }) {
  if (!existsSync(resolve(root, outside, "package.json")))
    refuse(`${outside} is no package: there is no package.json in it`);
  const file = fileNameOf(name);
  const index = `${outside}/src/index.ts`;
  const line = `export { ${name} } from "./${file}.js";`;
  const indexed = existsSync(resolve(root, index))
    ? insertSorted(readFileSync(resolve(root, index), "utf8"), line, /^export .* from "\.\/(.+)\.js"/)
    : `/** What this package defines. */\n${line}\n`;
  return {
    files: new Map([
      [`${outside}/src/${file}.ts`, skeleton(`outside/${kind}`, name)],
      [`${outside}/test/${file}.test.ts`, skeleton(`outside/test-${kind}`, name)],
      [index, indexed],
    ]),
    steps: [
      `write what ${name} is in ${outside}/src/${file}.ts, and operands that show it in ${outside}/test/${file}.test.ts`,
      "have @fluxion/core among the dependencies; @fluxion/backend-cpu, @fluxion/testing and vitest among the devDependencies",
      `npx vitest run ${file}`,
    ],
  };
}

/** In core, with samples for the laws, and a kernel where no body says how to compute it. @param {string} root @param {Request} request @returns {Plan} */
function corePlan(root, { name, kind }) {
  const file = fileNameOf(name);
  const primitives = "packages/core/src/primitives";
  const samples = "packages/testing/src/samples";
  const kernels = "packages/backend-cpu/src/kernels";
  const addSamples = (/** @type {string} */ text) =>
    insertSorted(text, `import { ${name} } from "./${file}.js";`, /^import \{.* from "\.\/(.+)\.js"/).replace(
      /^\];$/m,
      `  ...${name},\n];`,
    );
  /** @type {[string, string][]} */
  const kernel = [
    [`${kernels}/${file}.ts`, skeleton("core/kernel", name)],
    changed(root, `${kernels}/named.ts`, (text) =>
      insertSorted(text, `export { ${name} } from "./${file}.js";`, /^export .* from "\.\/(.+)\.js"/),
    ),
  ];
  return {
    files: new Map([
      [`${primitives}/${file}.ts`, skeleton(`core/${kind}`, name)],
      changed(root, `${primitives}/index.ts`, (text) =>
        insertSorted(text, `export * from "./${file}.js";`, /^export .* from "\.\/(.+\.js)"/),
      ),
      [`${samples}/${file}.ts`, skeleton(`core/samples-${kind}`, name)],
      changed(root, `${samples}/index.ts`, addSamples),
      ...(kind === "linear" ? kernel : []),
    ]),
    steps: [
      `write what ${name} is in ${primitives}/${file}.ts, and where it is smooth or linear in ${samples}/${file}.ts`,
      ...(kind === "linear" ? [`write its kernel in ${kernels}/${file}.ts`] : []),
      `npx vitest run packages/testing/test/laws.test.ts -t ${name}`,
      "UPDATE_GENERATED=1 npx vitest run packages/testing, for the table in docs/generated/primitives.md",
      "npm run format and npm run check; npx changeset for the changelog",
    ],
  };
}

/** @param {string} root the repository, or the folder that paths of packages are relative to @param {Request} request @returns {Plan} */
export function planOf(root, request) {
  const src = resolve(root, request.outside === undefined ? "packages/core/src" : `${request.outside}/src`);
  const taken =
    request.outside === undefined
      ? [
          ...exportedNames(src),
          ...exportedNames(resolve(root, "packages/testing/src")),
          ...exportedNames(resolve(root, "packages/backend-cpu/src/kernels")),
        ]
      : exportedNames(src);
  const refusal = refusalOf(request.name, new Set(taken));
  if (refusal !== undefined) refuse(refusal);
  const { outside } = request;
  const plan = outside === undefined ? corePlan(root, request) : outsidePlan(root, { ...request, outside });
  for (const path of plan.files.keys())
    if (!/\/(?:index|named)\.ts$/.test(path) && existsSync(resolve(root, path)))
      refuse(`${path} exists already: choose another name, or remove it first`);
  return plan;
}
