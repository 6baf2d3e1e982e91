/** Accuracy against reference values computed with mpmath in 60 digits: reference.json holds [...operands, value] per function. */
import { readFileSync } from "node:fs";
import { cpu } from "@fluxion/backend-cpu";
import { grad, NDArray, setDefaultBackend, type DType } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import * as special from "@fluxion/special";
import { beforeAll, describe, expect, test } from "vitest";

type Row = readonly number[];
const REFERENCES: Record<string, readonly Row[]> = JSON.parse(
  readFileSync(new URL("./reference.json", import.meta.url), "utf8"),
);

/** What is allowed, in units in the last place of float64 and float32, where it is more than 4: tails that are powers, roots. */
const ALLOWED: Record<string, readonly [float64: number, float32: number]> = {
  i1: [4, 6],
  i1e: [4, 6],
  beta: [4, 16],
  comb: [4, 32],
  poch: [10, 32],
  gammainc: [200, 32],
  gammaincc: [200, 48],
  gammaincSlopeA: [600, 32],
  betainc: [60, 100],
  fresnel0: [4, 6],
  sici1: [32, 64],
};

const columns = (rows: readonly Row[], dtype: DType): NDArray[] =>
  (rows[0] as Row).slice(0, -1).map((_, i) =>
    np.array(
      rows.map((row) => row[i] as number),
      { dtype },
    ),
  );

function valuesOf(name: string, rows: readonly Row[], dtype: DType): readonly number[] {
  const list = (x: NDArray): number[] => Array.from(x.dataSync());
  if (name === "expn")
    return rows.map(([n, x]) => special.expn(n as number, np.array(x as number, { dtype })).item() as number);
  const operands = columns(rows, dtype);
  if (name === "gammaincSlopeA")
    return list(grad((a: NDArray, x: NDArray) => np.sum(special.gammainc(a, x)))(...(operands as [NDArray, NDArray])));
  const part = /^(sici|fresnel)([01])$/.exec(name);
  const f = (special as unknown as Record<string, (...xs: NDArray[]) => NDArray | NDArray[]>)[part?.[1] ?? name];
  const result = f!(...operands);
  return list(result instanceof NDArray ? result : result[Number(part?.[2])]!);
}

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  beforeAll(() => setDefaultBackend(cpu()));
  const [column, epsilon] = dtype === "float64" ? [0, 2 ** -52] : [1, 2 ** -23];
  test.each(Object.keys(REFERENCES))("%s", (name) => {
    const rows = REFERENCES[name] as readonly Row[];
    const values = valuesOf(name, rows, dtype);
    rows.forEach((row, i) => {
      const expected = row.at(-1) as number;
      if (dtype === "float32" && (Math.abs(expected) > 3e38 || Math.abs(expected) < 1e-37)) return;
      const ulps = Math.abs(values[i]! - expected) / (Math.abs(expected) * epsilon);
      expect(ulps, `${name}(${row.slice(0, -1)}) = ${values[i]}, not ${expected}`).toBeLessThanOrEqual(
        ALLOWED[name]?.[column as 0 | 1] ?? 4,
      );
    });
  });
});
