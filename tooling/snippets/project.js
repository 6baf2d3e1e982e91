/** A project as a user has it: an empty folder in which the built packages are installed. */
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const here = fileURLToPath(new URL("./", import.meta.url));

/** The packages of this repository that users install: folder → name. @returns {Map<string, string>} */
export function publicPackages() {
  const folders = readdirSync(join(root, "packages"));
  const manifests = folders.map(
    (folder) =>
      /** @type {const} */ ([folder, JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8"))]),
  );
  return new Map(
    manifests.filter(([, { private: hidden }]) => hidden !== true).map(([folder, { name }]) => [folder, name]),
  );
}

/** A folder to run things in, with the runners of this folder beside them. */
export class Project {
  folder = mkdtempSync(join(tmpdir(), "fluxion-snippets-"));

  constructor() {
    if (!existsSync(join(root, "packages/core/dist/index.js")))
      throw new Error("the packages are not built: npm run build");
    for (const [folder, name] of publicPackages()) this.link(join(root, "packages", folder), name);
    this.link(join(root, "examples/one-page-autodiff"), "@fluxion-examples/one-page-autodiff");
    this.link(join(root, "node_modules/@types/node"), "@types/node");
    this.link(join(root, "packages/testing/node_modules/fast-check"), "fast-check");
    for (const file of readdirSync(here).filter((name) => name.endsWith(".js")))
      copyFileSync(join(here, file), join(this.folder, file));
    this.write("package.json", '{ "type": "module" }');
  }

  /** @param {string} target @param {string} name */
  link(target, name) {
    const link = join(this.folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
  /** @param {string} file @param {string} text @returns {string} its path */
  write(file, text) {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }
  /** What a script of this project writes to its first argument. @param {string} script @param {readonly string[]} args @returns {any} */
  run(script, args) {
    const out = join(this.folder, "results.json");
    execFileSync(process.execPath, [join(this.folder, script), out, ...args], {
      cwd: this.folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    return JSON.parse(readFileSync(out, "utf8"));
  }
  /** Compiles all its TypeScript into `js/`. @returns {string[]} what the compiler says against it */
  compile() {
    const lib = ["es2023", "esnext.disposable"];
    const options = {
      target: "es2023",
      module: "nodenext",
      lib,
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      rootDir: "ts",
      outDir: "js",
    };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions: options, include: ["ts"] }));
    try {
      execFileSync(join(root, "node_modules/.bin/tsc"), ["-p", "."], {
        cwd: this.folder,
        encoding: "utf8",
        stdio: "pipe",
      });
      return [];
    } catch (error) {
      return /** @type {{ stdout: string }} */ (error).stdout.split("\n").filter((line) => line !== "");
    }
  }
  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
