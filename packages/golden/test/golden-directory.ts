/** Where the golden vectors are, if this checkout can see them. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const candidates = [
  process.env.FLUXION_GOLDEN ?? "",
  fileURLToPath(new URL("../../../shared/golden", import.meta.url)),
  fileURLToPath(new URL("../../../../shared/golden", import.meta.url)),
];

/** The folder of the golden vectors, or undefined. */
export const goldenDirectory: string | undefined = candidates
  .filter((path) => path !== "" && existsSync(path))
  .map((path) => resolve(path))[0];

export function goldenFile(name: string): string | undefined {
  return goldenDirectory === undefined ? undefined : join(goldenDirectory, name);
}
