/** The documents of this repository whose code is run: those at the root, those of packages, apps and examples, and the notes. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { instrument } from "./instrument.js";
import { programs } from "./markdown.js";
import { root } from "./project.js";

const foldersIn = (/** @type {string} */ folder) =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [`${folder}/${entry.name}`] : [],
  );

/** Their paths. @returns {string[]} */
export function documents() {
  const readmes = ["packages", "apps", "examples"].flatMap(foldersIn).map((folder) => `${folder}/README.md`);
  const notes = readdirSync(join(root, "docs/notes")).map((file) => `docs/notes/${file}`);
  return ["README.md", "CONTRIBUTING.md", ...readmes, ...notes].filter(
    (file) => file.endsWith(".md") && existsSync(join(root, file)),
  );
}

export const textOf = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");

/**
 * The programs of a document, ready to be run.
 * @param {string} file
 */
export const programsOf = (file) =>
  programs(textOf(file)).map(({ line, code }) => {
    try {
      return { file, line, ...instrument(code) };
    } catch (error) {
      throw new Error(`${file}: ${/** @type {Error} */ (error).message}`, { cause: error });
    }
  });
