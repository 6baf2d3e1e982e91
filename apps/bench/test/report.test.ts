/** The command line, and the report as text and as data. */
import { expect, test } from "vitest";
import { readOptions } from "../src/options.js";
import { columns, duration } from "../src/report/format.js";
import { summarise } from "../src/report/history.js";
import { peerTable } from "../src/report/peers.js";
import { gradientTable, header, resultTable, summary } from "../src/report/table.js";
import type { Report } from "../src/results.js";

const report: Report = {
  environment: {
    date: "2026-11-22T10:00:00.000Z",
    node: "v20.20.0",
    v8: "11.3",
    cpu: "a CPU",
    cores: 2,
    load: 1.5,
    memoryGiB: 8,
    commit: "abc",
  },
  rates: { flops: 8e6, functions: 2e5, memoryBytes: 1e7, cacheBytes: 1e8 },
  results: [
    { workload: "matmul 64", contender: "jit", unit: "ms", samples: [0.1, 0.2, 0.3] },
    { workload: "matmul 64", contender: "plain JS", unit: "ms", samples: [0.4, 0.4, 0.4] },
    { workload: "slope", contender: "jit", unit: "ms", samples: [0.4, 0.4, 0.6] },
    { workload: "broken", contender: "jit", unit: "ms", samples: [], wrong: "element 0 is 1 instead of 2" },
    { workload: "heap", contender: "process", unit: "bytes", samples: [0.25] },
  ],
  outcomes: [
    { workload: "matmul 64", contender: "jit", limit: { kind: "plain", most: 1 }, why: "", value: 0.5, state: "pass" },
    { workload: "slope", contender: "jit", limit: { kind: "primal", most: 1.5 }, why: "", value: 2, state: "miss" },
    { workload: "broken", contender: "jit", limit: { kind: "time", most: 1 }, why: "", state: "wrong" },
    { workload: "absent", contender: "jit", limit: { kind: "time", most: 1 }, why: "", state: "not measured" },
  ],
  ceilings: { "matmul 64": 0.0655 },
};

test("the report for a person", () => {
  expect(header(report)).toContain("The machine is busy: trust ratios, not times.");
  expect(resultTable(report)).toMatchInlineSnapshot(`
    "workload   contender                              median        min … max  by hand  ceiling                              target
    matmul 64  jit                                    200 µs  100 µs … 300 µs   0.50 ×  65.5 µs                  ≤ 1 × by hand pass
               plain JS                               400 µs  400 µs … 400 µs   1.00 ×
    slope      jit                                    400 µs  400 µs … 600 µs                    ≤ 1.5 × its function (2.00 ×) MISS
    broken     jit        WRONG: element 0 is 1 instead of 2
    heap       process                                0.25 B  0.25 B … 0.25 B"
  `);
  expect(gradientTable(report, new Map([["slope", "matmul 64"]]))).toMatchInlineSnapshot(`
    "gradient ÷ function     jit  eager  plain JS
    slope                2.00 ×"
  `);
  expect(peerTable(report)).toMatchInlineSnapshot(`
    "÷ by hand (peers: recorded)  Fluxion cpu  tfjs cpu  jax-js wasm
    matmul 64                         0.50 ×    1.24 ×       0.10 ×"
  `);
  expect(summary(report)).toMatchInlineSnapshot(`
    "3 targets measured: 1 passed, 1 missed, 1 with a wrong result.
      missed: slope (jit): 2.00 ×, target ≤ 1.5 × its function
      wrong: broken (jit): element 0 is 1 instead of 2"
  `);
});

test("the summary that is kept", () => {
  expect(summarise(report)).toMatchObject({
    medians: [
      { workload: "matmul 64", contender: "jit", ms: 0.2, byHand: 0.5 },
      { workload: "matmul 64", contender: "plain JS", ms: 0.4, byHand: 1 },
      { workload: "slope", contender: "jit", ms: 0.4 },
      { workload: "heap", contender: "process", bytes: 0.25 },
    ],
    missed: ["slope", "broken"],
  });
});

test("durations in the unit that suits them", () => {
  expect([2e-6, 0.0012, 0.25, 12.345, 123.4, 12_345].map(duration)).toEqual([
    "2.00 ns",
    "1.20 µs",
    "250 µs",
    "12.3 ms",
    "123 ms",
    "12.3 s",
  ]);
});

test("columns line up, whatever characters they hold", () => {
  expect(
    columns(
      [
        ["a", "b"],
        ["10⁶", "1"],
        ["x", "20"],
      ],
      1,
    ),
  ).toBe("a     b\n10⁶   1\nx    20");
});

test("options, and what is wrong with them", () => {
  expect(readOptions([])).toEqual({ filter: "", json: false, rounds: 15, peers: false, record: false });
  expect(readOptions(["--filter", "matmul", "--json", "--rounds", "3"])).toMatchObject({
    filter: "matmul",
    json: true,
    rounds: 3,
  });
  expect(readOptions(["--rounds", "0"])).toBe('--rounds takes a whole number from 1, got "0"');
  expect(readOptions(["--nonsense"])).toContain("--nonsense");
});
