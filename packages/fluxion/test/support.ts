/** What the tests of this package share. */
import { FluxionError, np, tree, type NDArray } from "fluxion";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

/** The built package, as users get it. Tests against it need `npm run build`, which `npm test` does. */
export const built = fileURLToPath(new URL("../dist/index.js", import.meta.url));

export const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
export const f32 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float32" });
export const i32 = (values: unknown): NDArray => np.array(values as number[], { dtype: "int32" });

/** Trees of arrays as trees of lists. */
export const plain = (value: unknown): unknown => tree.map((x: NDArray) => x.tolist(), value);

/** Equal lists, with NaN equal to itself and −0 different from 0. */
export const same = (actual: NDArray, expected: unknown): void => expect(actual.tolist()).toEqual(expected);

/** Equal to within a tolerance relative to the larger of 1 and the expected number. */
export function close(actual: NDArray, expected: unknown, tolerance = 1e-6): void {
  const wanted = np.array(expected as number[], { dtype: "float64" });
  expect(actual.shape).toEqual(wanted.shape);
  const [got, want] = [Array.from(actual.dataSync()), Array.from(wanted.dataSync())];
  got.forEach((x, i) =>
    expect(Math.abs(x - (want[i] as number)) / Math.max(1, Math.abs(want[i] as number))).toBeLessThanOrEqual(tolerance),
  );
}

/** The typed error that a function throws: with a code, one sentence that says what is wrong, and a fix. */
export function failure(body: () => unknown, ...parts: (string | RegExp)[]): FluxionError {
  let thrown: unknown;
  try {
    body();
  } catch (error) {
    thrown = error;
  }
  if (!(thrown instanceof FluxionError))
    throw new Error(`expected a typed error, got ${String(thrown)}`, { cause: thrown });
  expect(thrown.failure.what).not.toBe("");
  expect(thrown.failure.fix ?? "").not.toBe("");
  for (const part of parts) expect(thrown.message).toMatch(part);
  return thrown;
}

/** Runs a module that prints JSON in a Node process of its own, with the built package as `fx`. */
export function inChild(source: string, flags: readonly string[] = []): unknown {
  if (!existsSync(built)) throw new Error(`${built} does not exist: run npm run build`);
  const text = `import * as fx from ${JSON.stringify(built)};\nconst { np, lax, random } = fx;\n${source}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, "--input-type=module", "--eval", text], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`node ${flags.join(" ")} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}
