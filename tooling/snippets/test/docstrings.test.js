/** Every example in a docstring of a public package runs, and gives what the docstring says. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { examples } from "../docstrings.js";
import { Project, publicPackages, root } from "../project.js";

const sourcesOf = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.(?:test|d)\.ts$/.test(file))
    .sort();

const all = [...publicPackages()].flatMap(([folder, name]) => {
  const src = join(root, "packages", folder, "src");
  return sourcesOf(src).flatMap((file) => {
    const module = join(root, "packages", folder, "dist", file.replace(/\.ts$/, ".js"));
    return examples(readFileSync(join(src, file), "utf8")).map((example) => ({
      package: name,
      file: relative(root, join(src, file)),
      module,
      ...example,
    }));
  });
});

/** @type {Project | undefined} */
let project;
/** @type {{ outcome: "right" | "ran" | "wrong" | "free", message: string }[]} */
let outcomes = [];
beforeAll(() => {
  project = new Project();
  outcomes = project.run("run-examples.js", [project.write("examples.json", JSON.stringify(all))]);
});
afterAll(() => project?.remove());

describe("examples", () => {
  test.each(
    all.map(
      ({ file, line, code, result }, i) => /** @type {const} */ ([`${file}:${line} ${code}`, { code, result, i }]),
    ),
  )("%s", (_, { code, result, i }) => {
    const { outcome, message } = outcomes[i] ?? { outcome: "wrong", message: "did not run" };
    if (outcome === "wrong") expect(`${code} // ${message}`).toBe(`${code} // ${result ?? ""}`);
  });
});

test("no example needs a variable that nothing defines", () => {
  const count = (/** @type {string} */ kind) => outcomes.filter(({ outcome }) => outcome === kind).length;
  const free = all.flatMap(({ file, line, code }, i) =>
    outcomes[i]?.outcome === "free" ? [`${file}:${line} ${code} — ${outcomes[i]?.message}`] : [],
  );
  console.log(
    `examples: ${count("right")} give what they say, ${count("ran")} only run, ${count("wrong")} are wrong, ${free.length} need free variables${free.map((row) => `\n  ${row}`).join("")}`,
  );
  expect(free).toEqual([]);
});
