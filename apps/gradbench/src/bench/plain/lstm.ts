/** The long short-term memory by hand: states and gates of all steps are kept for the way back. */
import { flat, list, plainFunction, same } from "./plain.js";

interface Input {
  readonly main_params: readonly (readonly number[])[];
  readonly extra_params: readonly (readonly number[])[];
  readonly state: readonly (readonly number[])[];
  readonly sequence: readonly (readonly number[])[];
}
interface Data {
  readonly main: Float64Array;
  readonly extra: Float64Array;
  readonly state: Float64Array;
  readonly sequence: Float64Array;
  readonly b: number;
  readonly layers: number;
  readonly steps: number;
}
const read = (input: Input): Data => ({
  main: flat(input.main_params),
  extra: flat(input.extra_params),
  state: flat(input.state),
  sequence: flat(input.sequence),
  b: input.extra_params[0]?.length ?? 0,
  layers: input.state.length / 2,
  steps: input.sequence.length - 1,
});

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/** Values kept for each unit, layer and step: f, g, o, a, input, hidden before, cell before, tanh of the cell. */
const KEPT = 8;

/** One step of all layers; `signal` is the input, and then the last layer's output. */
function advance(
  { main, b, layers }: Data,
  state: Float64Array,
  signal: Float64Array,
  tape?: Float64Array,
  at = 0,
): void {
  for (let j = 0; j < layers; j++) {
    const [w, v, h, s] = [8 * j * b, (8 * j + 4) * b, 2 * j * b, (2 * j + 1) * b];
    for (let i = 0; i < b; i++) {
      const u = signal[i] as number;
      const hidden = state[h + i] as number;
      const cell = state[s + i] as number;
      const f = sigma(u * (main[w + i] as number) + (main[v + i] as number));
      const g = sigma(hidden * (main[w + b + i] as number) + (main[v + b + i] as number));
      const o = sigma(u * (main[w + 2 * b + i] as number) + (main[v + 2 * b + i] as number));
      const a = Math.tanh(hidden * (main[w + 3 * b + i] as number) + (main[v + 3 * b + i] as number));
      const next = cell * f + g * a;
      const t = Math.tanh(next);
      if (tape !== undefined) {
        const to = at + (j * b + i) * KEPT;
        tape[to] = f;
        tape[to + 1] = g;
        tape[to + 2] = o;
        tape[to + 3] = a;
        tape[to + 4] = u;
        tape[to + 5] = hidden;
        tape[to + 6] = cell;
        tape[to + 7] = t;
      }
      state[s + i] = next;
      state[h + i] = o * t;
      signal[i] = o * t;
    }
  }
}

/** Adds up the prediction's part; `y` becomes the derivative of it by each output. */
function predict({ extra, sequence, b }: Data, t: number, signal: Float64Array, y: Float64Array): number {
  let total = 2;
  for (let i = 0; i < b; i++) {
    y[i] = (signal[i] as number) * (extra[b + i] as number) + (extra[2 * b + i] as number);
    total += Math.exp(y[i] as number);
  }
  const log = Math.log(total);
  let loss = 0;
  let weight = 0;
  for (let i = 0; i < b; i++) {
    const target = sequence[(t + 1) * b + i] as number;
    loss += target * ((y[i] as number) - log);
    weight += target;
  }
  for (let i = 0; i < b; i++)
    y[i] = (sequence[(t + 1) * b + i] as number) - (weight * Math.exp(y[i] as number)) / total;
  return loss;
}

function enter({ extra, sequence, b }: Data, t: number, signal: Float64Array): void {
  for (let i = 0; i < b; i++) signal[i] = (sequence[t * b + i] as number) * (extra[i] as number);
}

function objective(data: Data): number {
  const { b, steps } = data;
  const state = data.state.slice();
  const [signal, y] = [new Float64Array(b), new Float64Array(b)];
  let loss = 0;
  for (let t = 0; t < steps; t++) {
    enter(data, t, signal);
    advance(data, state, signal);
    loss += predict(data, t, signal, y);
  }
  return -loss / (b * steps);
}

/** One layer of one step on the way back: `signal` holds the cotangent of its output, and then that of its input. */
function retreat(
  { main, b }: Data,
  j: number,
  tape: Float64Array,
  at: number,
  back: Float64Array,
  signal: Float64Array,
  result: Float64Array,
): void {
  const [w, v, h, s] = [8 * j * b, (8 * j + 4) * b, 2 * j * b, (2 * j + 1) * b];
  for (let i = 0; i < b; i++) {
    const from = at + (j * b + i) * KEPT;
    const [f, g, o, a] = [
      tape[from] as number,
      tape[from + 1] as number,
      tape[from + 2] as number,
      tape[from + 3] as number,
    ];
    const [u, hidden, cell, t] = [
      tape[from + 4] as number,
      tape[from + 5] as number,
      tape[from + 6] as number,
      tape[from + 7] as number,
    ];
    const dh = (back[h + i] as number) + (signal[i] as number);
    const ds = (back[s + i] as number) + dh * o * (1 - t * t);
    const df = ds * cell * f * (1 - f);
    const dg = ds * a * g * (1 - g);
    const dO = dh * t * o * (1 - o);
    const da = ds * g * (1 - a * a);
    back[s + i] = ds * f;
    back[h + i] = dg * (main[w + b + i] as number) + da * (main[w + 3 * b + i] as number);
    signal[i] = df * (main[w + i] as number) + dO * (main[w + 2 * b + i] as number);
    result[w + i] = (result[w + i] as number) + df * u;
    result[w + b + i] = (result[w + b + i] as number) + dg * hidden;
    result[w + 2 * b + i] = (result[w + 2 * b + i] as number) + dO * u;
    result[w + 3 * b + i] = (result[w + 3 * b + i] as number) + da * hidden;
    result[v + i] = (result[v + i] as number) + df;
    result[v + b + i] = (result[v + b + i] as number) + dg;
    result[v + 2 * b + i] = (result[v + 2 * b + i] as number) + dO;
    result[v + 3 * b + i] = (result[v + 3 * b + i] as number) + da;
  }
}

function jacobian(data: Data): Float64Array {
  const { b, steps, layers, extra, sequence, main } = data;
  const width = layers * b * KEPT;
  const tape = new Float64Array(steps * width);
  const [outputs, slopes] = [new Float64Array(steps * b), new Float64Array(steps * b)];
  const state = data.state.slice();
  for (let t = 0; t < steps; t++) {
    const signal = outputs.subarray(t * b, (t + 1) * b);
    enter(data, t, signal);
    advance(data, state, signal, tape, t * width);
    predict(data, t, signal, slopes.subarray(t * b, (t + 1) * b));
  }
  const result = new Float64Array(main.length + 3 * b);
  const own = main.length;
  const back = new Float64Array(state.length);
  const signal = new Float64Array(b);
  for (let t = steps - 1; t >= 0; t--) {
    for (let i = 0; i < b; i++) {
      const slope = -(slopes[t * b + i] as number) / (b * steps);
      result[own + b + i] = (result[own + b + i] as number) + slope * (outputs[t * b + i] as number);
      result[own + 2 * b + i] = (result[own + 2 * b + i] as number) + slope;
      signal[i] = slope * (extra[b + i] as number);
    }
    for (let j = layers - 1; j >= 0; j--) retreat(data, j, tape, t * width, back, signal, result);
    for (let i = 0; i < b; i++)
      result[own + i] = (result[own + i] as number) + (signal[i] as number) * (sequence[t * b + i] as number);
  }
  return result;
}

export const lstm = {
  objective: plainFunction(read, objective, same),
  jacobian: plainFunction(read, jacobian, list),
};
