/** Inputs with reference outputs: those that lie beside the tests, and more where the shared folder is there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plain } from "../src/judge.js";

export interface Vector {
  readonly module: string;
  readonly function: string;
  readonly description: string;
  readonly input: unknown;
  readonly output: Plain;
}

const own = fileURLToPath(new URL("./vectors/", import.meta.url));
const shared = join(process.cwd(), "../shared/gradbench/vectors");

const vectorsIn = (folder: string): Vector[] =>
  readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Vector),
  );

export const small = vectorsIn(own);
export const all = existsSync(shared) ? vectorsIn(shared) : small;
