/** The properties and the suite are worth something: they find passes and backends that are wrong. */
import { cpu } from "@fluxion/backend-cpu";
import {
  constant,
  dce,
  fuse,
  neg,
  program,
  right,
  Var,
  type Backend,
  type Equation,
  type Pass,
  type Primitive,
  type TypedArray,
} from "@fluxion/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backendSuite, passesKeep, recipes } from "../src/index.js";

const backend = cpu();

const rewritten = (name: string, change: (equation: Equation) => readonly Equation[]): Pass => ({
  name,
  run: ({ inputs, equations, outputs }) => program(inputs, equations.flatMap(change), outputs),
});
const zero = (equation: Equation): Equation[] =>
  equation.outputs.map((output) => ({
    primitive: constant as unknown as Primitive,
    inputs: [],
    params: { value: 0, dtype: output.type.dtype, shape: output.type.shape },
    outputs: [output],
  }));

const wrong: readonly Pass[] = [
  rewritten("difference", (equation) =>
    equation.primitive.name === "sub" && equation.inputs[0] === equation.inputs[1] ? zero(equation) : [equation],
  ),
  rewritten("noNegation", (equation) =>
    equation.primitive.name === "neg"
      ? [
          {
            ...equation,
            primitive: {
              ...(neg as unknown as Primitive),
              name: "abs",
              type: (types) => right(types),
              scalar: (s) => (x) => s.abs(x),
            },
          },
        ]
      : [equation],
  ),
  rewritten("everAgain", (equation) => {
    if (equation.primitive.name !== "sin") return [equation];
    const [output] = equation.outputs;
    const between = new Var((output as Var).type);
    const twice = new Var(between.type);
    const negate = (from: Var, to: Var): Equation => ({
      primitive: neg as unknown as Primitive,
      inputs: [from],
      params: {},
      outputs: [to],
    });
    return [{ ...equation, outputs: [between] }, negate(between, twice), negate(twice, output as Var)];
  }),
  { name: "loseOutput", run: ({ inputs, equations, outputs }) => program(inputs, equations, outputs.slice(1)) },
  { name: "unbound", run: ({ inputs, equations, outputs }) => program(inputs, equations.slice(1), outputs) },
];

describe("a wrong pass is found", () => {
  test.each(wrong.map((pass) => [pass.name, pass] as const))("%s", async (name, pass) => {
    const property = passesKeep([dce, pass, fuse]);
    const checked = await fc.check(
      fc.asyncProperty(recipes(), (recipe) => property.holds(recipe, backend)),
      { seed: 1, numRuns: 1000, endOnFailure: true },
    );
    expect(checked.failed).toBe(true);
    expect(String(checked.errorInstance)).toMatch(new RegExp(`pass ${name}|before it is bound|not bound|undefined`));
  });
});

const copy = (x: unknown): TypedArray => (x as TypedArray).slice();
/** CPU backends with one fault each, and the check that must find it. */
const faulty: readonly (readonly [fault: string, backend: Backend, found: string])[] = [
  [
    "reads without a copy",
    { ...backend, read: async (x) => x as TypedArray, readSync: (x) => x as TypedArray },
    "what is read belongs to the reader",
  ],
  [
    "forgets the sign of zero",
    { ...backend, upload: (data) => data.map((x) => x + 0) as TypedArray },
    "what was uploaded is read back",
  ],
  [
    "gives the same memory at every run",
    {
      ...backend,
      compile: (whole) => {
        const compiled = backend.compile(whole);
        if (compiled._tag === "Left") return compiled;
        let kept: readonly unknown[] | undefined;
        return right({
          describe: () => compiled.right.describe(),
          run: (inputs) => {
            const results = compiled.right.run(inputs);
            kept?.forEach((old, i) => (old as TypedArray).set(copy(results[i])));
            return (kept ??= results);
          },
        });
      },
    },
    "later runs leave earlier results alone",
  ],
  [
    "throws instead of failing",
    {
      ...backend,
      compile: (whole) => {
        const compiled = backend.compile(whole);
        if (compiled._tag === "Left") throw new Error("no kernel");
        return compiled;
      },
    },
    "a primitive without kernel or body is named",
  ],
];

describe("a wrong backend is found", () => {
  test.each(faulty)("%s", async (_, wrongBackend, found) => {
    const check = backendSuite(wrongBackend, { samples: [] }).find(({ name }) => name.includes(found));
    expect(check).toBeDefined();
    await expect(check?.run()).rejects.toThrow();
  });
});
