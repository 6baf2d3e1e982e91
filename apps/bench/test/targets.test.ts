/** Every target is measured, every workload of ours has one, and the deep program is as long as its name says. */
import { grad, jit } from "fluxion";
import { expect, test } from "vitest";
import { arrayOf, noise } from "../src/data.js";
import { deep, STEPS } from "../src/deep.js";
import { probes } from "../src/probes/index.js";
import { PEERS } from "../src/report/peers.js";
import { targets } from "../src/targets.js";
import { groups } from "../src/workloads/index.js";

const workloads = groups.flatMap((group) => group.workloads("small"));
const contendersOf = (name: string): readonly string[] | undefined =>
  probes.some(({ names }) => names.includes(name))
    ? ["process"]
    : workloads.find((workload) => workload.name === name)?.contenders.map((contender) => contender.name);

test.each(targets.flatMap(({ workload, goals }) => goals.map((goal) => ({ workload, ...goal }))))(
  "$workload: $contender is measured",
  ({ workload, contender, limit, why }) => {
    const contenders = contendersOf(workload);
    expect(contenders).toContain(contender);
    if (limit.kind === "plain") expect(contenders).toContain("plain JS");
    if (limit.kind === "rounded") expect(contenders).toContain("plain JS, rounded");
    if (limit.kind === "primal") expect(workloads.find(({ name }) => name === workload)?.primal).toBeDefined();
    expect(limit.most).toBeGreaterThan(0);
    expect(why).not.toBe("");
  },
);

test.each(workloads.map(({ name }) => name))("%s has a target and a ceiling", (name) => {
  const target = targets.find(({ workload }) => workload === name);
  expect(target?.goals.length).toBeGreaterThan(0);
  expect(target?.work?.bytes).toBeGreaterThan(0);
});

test("recorded peers are beside workloads of ours", () => {
  for (const { workload } of PEERS) expect(contendersOf(workload)).toContain("jit");
});

test("the gradient of the deep function has about 1,000 equations", () => {
  const program = jit(grad(deep(STEPS))).staged(arrayOf(noise(4), [4]));
  expect(program.equations.length).toBeGreaterThan(900);
  expect(program.equations.length).toBeLessThan(1100);
});
