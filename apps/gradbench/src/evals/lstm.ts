/** Long short-term memory with weights of one number per unit: how well it predicts each item of a sequence from those before. */
import { grad, nn, np, raise, scan, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

interface Layer {
  /** Weights and biases of the gates: forget, in, out, change. */
  readonly w: readonly NDArray[];
  readonly v: readonly NDArray[];
}
interface Unit {
  readonly hidden: NDArray;
  readonly cell: NDArray;
}

const rows = (x: NDArray): NDArray[] => Array.from({ length: x.shape[0] as number }, (_, i) => x.get(i));

/** Rows in pairs, four blocks each. */
function layersOf(main: NDArray): Layer[] {
  const [pairs = 0, width = 0] = main.shape;
  const blocks = main.reshape([pairs / 2, 2, 4, width / 4]);
  return rows(blocks).map((layer) => ({ w: rows(layer.get(0)), v: rows(layer.get(1)) }));
}

function advance({ w, v }: Layer, { hidden, cell }: Unit, input: NDArray): Unit {
  const [forget, enter, out, change] = [input, hidden, input, hidden].map((x, i) =>
    x.mul(w[i] as NDArray).add(v[i] as NDArray),
  ) as [NDArray, NDArray, NDArray, NDArray];
  const next = cell.mul(nn.sigmoid(forget)).add(nn.sigmoid(enter).mul(np.tanh(change)));
  return { hidden: nn.sigmoid(out).mul(np.tanh(next)), cell: next };
}

function objective(main: NDArray, extra: NDArray, state: NDArray, sequence: NDArray): NDArray {
  const layers = layersOf(main);
  const start = rows(state.reshape([layers.length, 2, -1])).map((pair) => ({ hidden: pair.get(0), cell: pair.get(1) }));
  const [first, scale, shift] = rows(extra) as [NDArray, NDArray, NDArray];
  const step = (units: Unit[], x: NDArray): [Unit[], NDArray] => {
    let signal = x.mul(first);
    const next = units.map((unit, j) => {
      const moved = advance(layers[j] as Layer, unit, signal);
      signal = moved.hidden;
      return moved;
    });
    return [next, signal];
  };
  const [, signals] = scan(step as never, start, sequence.get(":-1")) as unknown as [unknown, NDArray];
  const y = signals.mul(scale).add(shift);
  const total = np.log(np.sum(np.exp(y), { axis: 1, keepdims: true }).add(2));
  return np.mean(sequence.get("1:").mul(y.sub(total))).neg();
}

function read(input: unknown): [NDArray, NDArray, NDArray, NDArray] {
  const given = readInput("lstm", input);
  const extra = given.array("extra_params", [3, some]);
  const b = extra.shape[1] as number;
  const state = given.array("state", [some, b]);
  const [rowCount = 0] = state.shape;
  if (rowCount % 2 !== 0)
    raise({
      code: "shape",
      what: `state has ${rowCount} rows, but they come in pairs`,
      where: "lstm",
      fix: "give hidden and cell for each layer",
    });
  return [given.array("main_params", [rowCount, 4 * b]), extra, state, given.array("sequence", [{ least: 2 }, b])];
}

function jacobian(main: NDArray, extra: NDArray, state: NDArray, sequence: NDArray): NDArray {
  const [ofMain, ofExtra] = grad(objective, { argnums: [0, 1] })(main, extra, state, sequence);
  return np.concatenate([ofMain.ravel(), ofExtra.ravel()]);
}

export const lstm = {
  objective: evalFunction({ read, compute: objective }),
  jacobian: evalFunction({ read, compute: jacobian }),
};
