import { readFileSync } from "node:fs";
import { specialFunctions } from "./special/index.js";
import type { Scalar } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { evaluateScalar } from "./steps.js";

/** Operands, the value to the nearest float64, and what is left of it; computed with mpmath in 300 bits. */
type Reference = readonly [...operands: number[], value: number, rest: number];
const REFERENCES: Record<string, readonly Reference[]> = JSON.parse(
  readFileSync(new URL("../../test/scalar/accuracy.json", import.meta.url), "utf8"),
);
const FOUR = new Set(["erf", "erfc", "erfInv", "lgamma", "digamma"]);

/** Distance of two neighbours at x. */
const spacing = (x: number, digits: number, least: number): number => {
  let exponent = Math.floor(Math.log2(Math.abs(x)));
  if (2 ** exponent > Math.abs(x)) exponent--;
  return 2 ** Math.max(exponent - digits, least);
};

function worst(name: string, dtype: "float32" | "float64"): { ulps: number; at: readonly number[] } {
  const references = REFERENCES[name] as readonly Reference[];
  const operands = (references[0] as Reference).length - 2;
  const f = evaluateScalar(
    (s: any) => s[name] as (...xs: Scalar[]) => Scalar,
    Array(operands).fill(dtype),
    {},
    specialFunctions,
  );
  let found = { ulps: 0, at: [] as readonly number[] };
  for (const reference of references) {
    const xs = reference.slice(0, operands);
    const [value, rest] = reference.slice(operands) as [number, number];
    if (dtype === "float32" && (xs.some((x) => Math.fround(x) !== x) || Math.abs(value) > 3.4e38)) continue;
    const unit = dtype === "float32" ? spacing(value, 23, -149) : spacing(value, 52, -1074);
    const ulps = Math.abs((f(...xs)[0] as number) - value - rest) / unit;
    if (!(ulps <= found.ulps)) found = { ulps, at: xs };
  }
  return found;
}

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  test.each(Object.keys(REFERENCES))(`%s`, (name) => {
    const { ulps, at } = worst(name, dtype);
    expect(ulps, `${name} at ${at}`).toBeLessThanOrEqual(FOUR.has(name) && dtype === "float64" ? 4 : 2);
  });
});
