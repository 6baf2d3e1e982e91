/** Samples are taken in turns; the clock here only moves when a function says so. */
import { expect, test } from "vitest";
import { LEAST_ROUNDS, sampleInTurns } from "../src/sampler.js";
import { spreadOf } from "../src/statistics.js";

/** Functions that take some milliseconds each, and the order they were called in. */
function machine(...costs: readonly number[]) {
  let now = 0;
  const order: number[] = [];
  const calls = costs.map((cost, k) => () => {
    order.push(k);
    now += cost;
  });
  return { calls, order, clock: () => now };
}

test("every function is sampled once per round, in order", () => {
  const { calls, order, clock } = machine(10, 30, 20);
  const samples = sampleInTurns(calls, { rounds: 7, budget: 1e6, clock });
  expect(order.slice(-21)).toEqual(Array.from({ length: 7 }, () => [0, 1, 2]).flat());
  expect(samples).toEqual([10, 30, 20].map((cost) => new Array(7).fill(cost)));
});

test("fast functions are repeated within a sample, and the time is per call", () => {
  const { calls, order, clock } = machine(0.5, 8);
  const [fast] = sampleInTurns(calls, { rounds: 5, budget: 1e6, clock });
  expect(fast).toEqual(new Array(5).fill(0.5));
  expect(order.slice(-5)).toEqual([0, 0, 0, 0, 1]);
});

test("slow functions make fewer rounds, but enough for a median", () => {
  const { calls, clock } = machine(1000);
  expect(sampleInTurns(calls, { rounds: 50, budget: 8000, clock })[0]).toHaveLength(8);
  expect(sampleInTurns(calls, { rounds: 50, budget: 10, clock })[0]).toHaveLength(LEAST_ROUNDS);
});

test("median and spread", () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3, samples: 3 });
  expect(spreadOf([4, 1, 2, 3]).median).toBe(2.5);
});
