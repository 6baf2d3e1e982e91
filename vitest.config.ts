import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";
import { PassedFailedReporter } from "./tooling/vitest/passed-failed-reporter.js";

const againstDist = process.env.FLUXION_DIST === "1";
const packageName = /^(?:@fluxion\/)?((?<=\/)[a-z-]+|fluxion)$/;
const root = fileURLToPath(new URL("./", import.meta.url));
const seesPublishedPackages = /^(?:examples|[^/]+\/[^/]+\/dist)\//;
const isTest = /^packages\/[^/]+\/test\/|\.test\.ts$/;
const sourceFile = /^(packages\/[^/]+)\/src\/(.+\.js)$/;

const ifExists = (path: string): string | null => (existsSync(join(root, path)) ? join(root, path) : null);

/**
 * Resolves a package of this repository to its source, so that tests need no build. With FLUXION_DIST=1 the same tests get built files,
 * also where they name a source file. What lives in examples/ or dist/ always resolves as it does for a user.
 */
const packagesOfThisRepository: Plugin = {
  name: "fluxion-packages-of-this-repository",
  enforce: "pre",
  resolveId(id, importer = "") {
    const from = relative(root, importer);
    if (seesPublishedPackages.test(from)) return null;
    const name = packageName.exec(id)?.[1];
    if (name !== undefined) return ifExists(`packages/${name}/${againstDist ? "dist/index.js" : "src/index.ts"}`);
    if (!againstDist || !id.startsWith(".") || !isTest.test(from)) return null;
    const [, folder, file] = sourceFile.exec(join(dirname(from), id)) ?? [];
    return folder === undefined ? null : ifExists(`${folder}/dist/${file}`);
  },
};

export default defineConfig({
  plugins: [packagesOfThisRepository],
  test: {
    include: [
      "packages/*/{src,test}/**/*.test.ts",
      "apps/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "tooling/*/test/**/*.test.{js,ts}",
    ],
    pool: "forks",
    maxWorkers: 2,
    // No test may fail on a clock: shared machines stall for seconds.
    testTimeout: 0,
    hookTimeout: 0,
    passWithNoTests: true,
    reporters: ["default", new PassedFailedReporter()],
  },
});
