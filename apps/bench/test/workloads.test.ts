/** Every way to compute every workload agrees with its float64 reference, at sizes that a test can afford. */
import { describe, expect, test } from "vitest";
import { verify } from "../src/verify.js";
import { groups } from "../src/workloads/index.js";

for (const group of groups)
  describe(group.name, () => {
    for (const { name, contenders, reference, tolerance } of group.workloads("small"))
      for (const contender of contenders)
        test(`${name}: ${contender.name}`, () => {
          const { message } = verify(contender.call(), reference(), tolerance, Infinity);
          expect(message).toBe("");
        });
  });

test("full and small workloads have the same names and contenders", () => {
  for (const group of groups) {
    const names = (scale: "full" | "small") =>
      group.workloads(scale).map(({ name, primal, contenders }) => [name, primal, contenders.map((c) => c.name)]);
    expect(names("full")).toEqual(names("small"));
  }
});

test("no two workloads have one name", () => {
  const names = groups.flatMap((group) => group.workloads("small").map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

test("the function of every gradient is measured in the same group", () => {
  for (const group of groups) {
    const workloads = group.workloads("small");
    for (const { primal } of workloads)
      if (primal !== undefined) expect(workloads.map(({ name }) => name)).toContain(primal);
  }
});
