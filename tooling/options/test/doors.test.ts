/** Options are refused where they would be ignored: every function that takes some, with every kind of mistake. */
import * as fluxion from "fluxion";
import { ArgumentError, FluxionError, lax, nn, np, random, scipy, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import { doors, root } from "../doors.js";
import { readFileSync } from "node:fs";

type Callable = (...args: unknown[]) => unknown;
interface Door {
  readonly file: string;
  readonly name: string;
  readonly position: number;
  readonly names: readonly string[];
  readonly alone: boolean;
}

const texts = doors();
const all: Door[] = [...texts].flatMap(([file, text]) =>
  [...text.matchAll(/(mayTake|takes)Options\("(\w+)", (\d+), "([\w ]+)"/g)].map(([, kind, name, position, names]) => ({
    file,
    name: name as string,
    position: Number(position),
    names: (names as string).split(" "),
    alone: kind === "takes",
  })),
);

/** Where users find the functions of a file. */
const namespaces: Record<string, object> = {
  "packages/numpy/src/signal/checked.ts": np.signal,
  "packages/numpy/src/linalg/checked.ts": np.linalg,
  "packages/numpy/src/lax/checked.ts": lax,
  "packages/numpy/src/scipy/linalg/checked.ts": scipy.linalg,
  "packages/nn/src/checked.ts": nn,
  "packages/nn/src/initializers/checked.ts": nn.initializers,
  "packages/random/src/checked.ts": random,
};
const functionOf = ({ file, name }: Door): Callable =>
  (namespaces[file] as Record<string, Callable> | undefined)?.[name] ??
  ((np as unknown as Record<string, Callable>)[name] as Callable);

/** A call with something in the place of the options; the other arguments do not matter, the door comes first. */
const callWith = (door: Door, ...options: unknown[]): unknown =>
  functionOf(door)(...new Array<number>(door.position).fill(1), ...options);

const caught = (f: () => unknown): unknown => {
  try {
    f();
  } catch (error) {
    return error;
  }
  return undefined;
};
const message = (error: unknown): string => (error instanceof Error ? error.message : "");

describe("every function that takes options", () => {
  test("there are many, and each file of doors says what the types say", () => {
    expect(all.length).toBeGreaterThan(250);
    const plain = (text: string): string => text.replaceAll(/[\s,;()|]/g, "");
    for (const [file, text] of texts)
      expect(plain(readFileSync(root + file, "utf8")), `run node tooling/options/doors.js`).toBe(plain(text));
  });
  test("refuses what is no object of options", () => {
    for (const door of all.filter(({ alone }) => alone))
      for (const value of [
        0,
        -1,
        [0, 1],
        true,
        "float64",
        null,
        np.array([1]),
        new Float32Array(2),
        new Date(0),
        () => 1,
      ]) {
        const error = caught(() => callWith(door, value));
        expect(error, `${door.file} ${door.name}(${String(value)})`).toBeInstanceOf(ArgumentError);
        expect(message(error)).toMatch(/takes an object of options here, got [\s\S]*fix: write \{ \w+: /);
      }
  });
  test("refuses names that it does not know, and offers the nearest", () => {
    for (const door of all)
      for (const name of door.names) {
        const error = caught(() => callWith(door, { [`${name.toUpperCase()}s`]: 0 }));
        expect(error, `${door.file} ${door.name}`).toBeInstanceOf(ArgumentError);
        expect(message(error)).toMatch(/has no option/);
        expect(message(error)).toContain(`write ${name};`);
      }
  });
  test("accepts the names that its type has", () => {
    for (const door of all)
      for (const name of door.names) {
        const error = caught(() => callWith(door, { [name]: undefined }));
        expect(message(error), `${door.file} ${door.name}`).not.toMatch(/has no option|object of options/);
      }
  });
  test("refuses what follows the options", () => {
    for (const door of all) expect(message(caught(() => callWith(door, {}, 1)))).toMatch(/takes at most \d+ arguments/);
  });
  test("keeps its name and its number of parameters", () => {
    expect([np.sum.name, np.sum.length, np.std.name]).toEqual(["sum", 1, "std"]);
  });
});

describe("what users would write", () => {
  const x = np.array([
    [1, 2],
    [3, 4],
  ]);
  test.each<[string, (y: Record<string, Callable>) => unknown, string]>([
    ["x.sum(0)", (y) => y.sum?.(0), "write { axis: 0 }"],
    ["x.mean([0, 1])", (y) => y.mean?.([0, 1]), "write { axis: … }"],
    ["x.max(-1)", (y) => y.max?.(-1), "write { axis: -1 }"],
    ["x.std({ keepDims: true })", (y) => y.std?.({ axis: 0, keepDims: true }), "write keepdims"],
    ["x.sum({ axes: 0 })", (y) => y.sum?.({ axes: 0 }), "write axis"],
    ["x.reshape(4, 1)", (y) => y.reshape?.(4, 1), "write { order: 1 }"],
    ["np.zeros([2], 'float64')", () => (np.zeros as Callable)([2], "float64"), 'write { dtype: "float64" }'],
    ["np.sum(x, true)", () => (np.sum as Callable)(x, true), "write { keepdims: true }"],
    ["random.normal(key, [3])", () => (random.normal as Callable)(random.key(0), [3]), "the options are"],
    ["nn.softmax(x, 0)", () => (nn.softmax as Callable)(x, 0), "write { axis: 0 }"],
    ["np.linalg.norm(x, 1)", () => (np.linalg.norm as Callable)(x, 1), "write { axis: 1 }"],
    ["[x].map(np.sum)", () => [x].map(np.sum as (y: NDArray) => NDArray), "write { axis: 0 }"],
  ])("%s", (_, call, fix) => {
    const error = caught(() => call(x as unknown as Record<string, Callable>));
    expect(error).toBeInstanceOf(FluxionError);
    expect(message(error)).toContain(fix);
  });
  test("what is right works as ever", () => {
    expect(x.sum({ axis: 0 }).tolist()).toEqual([4, 6]);
    expect(np.sum(x, undefined).item()).toBe(10);
    expect(np.sum(x, Object.assign(Object.create(null) as object, { axis: 1 })).tolist()).toEqual([3, 7]);
    expect(x.transpose([1, 0]).tolist()).toEqual(np.transpose(x, { axes: [1, 0] }).tolist());
    expect(
      fluxion
        .jit((y: NDArray) => y.mean({ axis: 0 }))(x)
        .tolist(),
    ).toEqual([2, 3]);
  });
});
