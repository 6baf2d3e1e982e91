/** Bundle adjustment of one camera, point and observation, copied many times. */
import { np, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput } from "../input.js";
import { plain } from "../output.js";
import { errors, jacobian, type Errors, type Scene, type Sparse } from "./observations.js";
import { CAMERA, POINT } from "./reprojection.js";

const cycle = (p: number, length: number): NDArray => np.array(Int32Array.from({ length: p }, (_, i) => i % length));

/** Copies of rows, each a row of its own. */
const copies = (x: NDArray, count: number): NDArray => np.tile(x, [count, 1]);

function read(input: unknown): Scene {
  const given = readInput("ba", input);
  const [n, m, p] = [given.integer("n", 1), given.integer("m", 1), given.integer("p", 1)];
  return [
    copies(given.array("cam", [CAMERA]), n),
    copies(given.array("x", [POINT]), m),
    np.full([p], given.number("w"), { dtype: "float64" }),
    copies(given.array("feat", [2]), p),
    cycle(p, n),
    cycle(p, m),
  ];
}

function writeErrors({ reprojection, weight }: Errors): unknown {
  const repeated = weight.size;
  return {
    reproj_error: { elements: plain(reprojection.get(0)), repeated },
    w_err: { element: plain(weight.get(0)), repeated },
  };
}

const SHOWN = 30;
const ends = (x: NDArray): NDArray => np.concatenate([x.get(`:${SHOWN}`), x.get("-1:")]);

export const ba = {
  objective: evalFunction({ read, compute: errors, write: writeErrors }),
  jacobian: evalFunction({
    read,
    compute: jacobian,
    write: ({ rows, cols, vals }: Sparse) => plain({ rows: ends(rows), cols: ends(cols), vals: ends(vals) }),
  }),
};
