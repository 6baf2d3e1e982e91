/** Every piece of TypeScript in a document compiles, runs, and shows what the document says; links and commands exist. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { laws } from "@fluxion/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documents, programsOf, textOf } from "../documents.js";
import { agrees } from "../instrument.js";
import { links, names, scripts } from "../markdown.js";
import { Project, root } from "../project.js";

const sourcesIn = (/** @type {string} */ folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:ts|js)$/.test(file) && !/(?:^|\/)(?:node_modules|dist)\//.test(file))
    .map((file) => textOf(`${folder}/${file}`));
const words = new Set(["packages", "apps", "tooling"].flatMap(sourcesIn).flatMap((text) => text.match(/\w+/g) ?? []));

const files = documents();
const all = files.map((file) => ({ file, programs: programsOf(file) }));
/** @type {Project | undefined} */
let project;
/** @type {string[]} */
let complaints = [];
/** @type {Map<string, { shown: { line: number, text: string }[], error?: string }>} */
const results = new Map();

const pathOf = (/** @type {{ file: string, line: number }} */ { file, line }) => `${file.replaceAll("/", "-")}/${line}`;

beforeAll(() => {
  project = new Project();
  const { folder } = project;
  project.write(
    "ts/report.d.ts",
    "declare function reportValue(line: number, value: unknown): void;\ndeclare function reportLine(line: number, ...values: unknown[]): void;\ndeclare function reportError(line: number, body: () => unknown): Promise<void>;\n",
  );
  for (const { programs } of all)
    for (const program of programs) project.write(`ts/${pathOf(program)}.ts`, program.code);
  complaints = project.compile();
  for (const { programs } of all) {
    if (programs.length === 0) continue;
    const outcomes = project.run(
      "run-programs.js",
      programs.map((program) => join(folder, "js", `${pathOf(program)}.js`)),
    );
    programs.forEach((program, i) => results.set(pathOf(program), outcomes[i]));
  }
});
afterAll(() => project?.remove());

describe.each(all)("$file", ({ file, programs }) => {
  test.each(programs)("line $line", (program) => {
    const place = `ts/${pathOf(program)}.ts`;
    expect(
      complaints.filter((complaint) => complaint.startsWith(place)).map((complaint) => complaint.replace(place, file)),
    ).toEqual([]);
    const { shown = [], error } = results.get(pathOf(program)) ?? {};
    expect(error).toBeUndefined();
    for (const { line, text } of program.expected) {
      const actual = shown.find((value) => value.line === line)?.text ?? "nothing";
      if (!agrees(actual, text)) expect(`line ${line}: ${actual}`).toBe(`line ${line}: ${text}`);
    }
  });

  test("links lead to files, commands are scripts", () => {
    const text = textOf(file);
    expect(links(text).filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
    const known = Object.keys(JSON.parse(textOf("package.json")).scripts);
    expect(scripts(text).filter((name) => !known.includes(name))).toEqual([]);
  });

  test("names that are set as code occur in the sources", () => {
    expect(names(textOf(file)).filter((name) => name.split(".").some((part) => !words.has(part)))).toEqual([]);
  });
});

test("every law says where to look when it fails", () => {
  const guide = textOf("CONTRIBUTING.md");
  expect(laws.filter(({ name }) => !guide.includes(`| ${name} |`)).map(({ name }) => name)).toEqual([]);
});

test("notes are cited by their titles, each of them somewhere", () => {
  const titles = files
    .filter((file) => file.startsWith("docs/notes/"))
    .map((file) => /^# (.+)/.exec(textOf(file))?.[1]?.toLowerCase());
  const cited = [...sourcesIn("packages"), ...sourcesIn("apps")].flatMap((text) =>
    [...text.matchAll(/the note "([^"]+)"/g)].map(([, title]) => title),
  );
  expect([...new Set(cited)].sort()).toEqual(titles.sort());
});
