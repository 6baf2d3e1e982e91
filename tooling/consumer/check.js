/**
 * Installs the packed packages in an empty project, as a user gets them, and checks that TypeScript (as Node and as a bundler resolve,
 * declarations included) and Node accept every one of them. It needs a build and no network: outside dependencies are linked.
 */
import { execFileSync } from "node:child_process";
import {
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

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "fluxion-consumer-"));

/** @param {string} command @param {readonly string[]} args @param {string} [cwd] */
function run(command, args, cwd = project) {
  execFileSync(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
}

/** @param {string} tarball @returns {string} the name of the package */
function install(tarball) {
  const unpacked = join(project, "unpacked");
  mkdirSync(unpacked);
  run("tar", ["xzf", join(project, tarball), "-C", unpacked]);
  const text = readFileSync(join(unpacked, "package/package.json"), "utf8");
  const { name, dependencies = {} } = JSON.parse(text);
  if (/"(?:workspace|catalog):/.test(text)) throw new Error(`${name}: the packed package.json names this workspace`);
  const folder = join(project, "node_modules", name);
  mkdirSync(dirname(folder), { recursive: true });
  run("mv", [join(unpacked, "package"), folder]);
  rmSync(unpacked, { recursive: true });
  for (const dependency of Object.keys(dependencies)) {
    const installed = join(root, "packages", name.replace("@fluxion/", ""), "node_modules", dependency);
    const link = join(project, "node_modules", dependency);
    if (!/^(?:@fluxion\/|fluxion$)/.test(dependency) && !existsSync(link)) symlinkSync(installed, link);
  }
  return name;
}

try {
  const ours = ["--filter", "{packages/**}", "--filter", "!@fluxion/golden"];
  run("npx", ["-y", "pnpm@12.21.0", "--recursive", ...ours, "pack", "--pack-destination", project], root);
  const names = readdirSync(project)
    .filter((file) => file.endsWith(".tgz"))
    .map(install);

  const imports = names.map((name, i) => `import * as p${i} from "${name}";`);
  const main = [...imports, `export const packages = [${names.map((_, i) => `p${i}`).join(", ")}];`, ""].join("\n");
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(join(project, "main.ts"), main);
  writeFileSync(join(project, "main.js"), main);
  const lib = ["--lib", "es2023,esnext.disposable", "--types", "", "--strict", "--noEmit", "--target", "es2023"];
  const resolutions = { node: ["nodenext", "nodenext"], bundler: ["esnext", "bundler"] };
  for (const [module, moduleResolution] of Object.values(resolutions)) {
    const how = ["--module", module ?? "", "--moduleResolution", moduleResolution ?? "", "--skipLibCheck", "false"];
    run(join(root, "node_modules/.bin/tsc"), [...lib, ...how, "main.ts"]);
  }
  run(process.execPath, ["main.js"]);
  console.log(`${names.length} packed packages type-check (nodenext, bundler) and load in Node: ${names.join(", ")}`);
} catch (error) {
  const { stdout = "", stderr = "", message = "" } = /** @type {any} */ (error);
  console.error([message, stdout, stderr].join("\n"));
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}
