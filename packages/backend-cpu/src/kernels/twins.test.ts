import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const folder = new URL("./", import.meta.url);

/** The text with the element type taken out of the names of types and functions, but not of classes such as Float64Array. */
const withoutType = (name: string): string =>
  readFileSync(new URL(name, folder), "utf8").replace(/\b([a-z]\w*?)(?:32|64)(s?)\b/g, "$1$2");

/** Loops that are written out once for each kind of array must stay the same loops. */
test("twins differ in the names of their element types only", () => {
  const names = readdirSync(folder).filter((name) => /-float32\.[jt]s$/.test(name));
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) expect(withoutType(name.replace("32", "64"))).toBe(withoutType(name));
});
