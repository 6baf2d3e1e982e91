/**
 * A recorder that can say what its variables are, as far as the values outside are known: host code that reads one gets its
 * value, and the program records the path taken. Nothing is computed until it is asked for. Mutates: the table of values.
 */
import { Var, type Equation } from "../ir/program.js";
import type { NDArray } from "../ir/value.js";
import { DeviceArray } from "./device.js";
import { execute } from "./execute.js";
import { Recorder } from "./record.js";
import { checkOpen, openTraces, Tracer } from "./trace.js";

/** Whether values are unknown because everything is being staged. */
export const isStaging = (): boolean => openTraces().some(({ staging }) => staging);

/** The array behind traced values, where every trace on the way knows it. */
export function concrete(value: NDArray): DeviceArray | null {
  let current: NDArray | null = value;
  while (current instanceof Tracer) {
    checkOpen(current);
    current = (current as Tracer).trace.domain.outer((current as Tracer).meaning);
  }
  return current instanceof DeviceArray ? current : null;
}

export class KnownRecorder extends Recorder {
  protected override readonly values = new Map<Var, NDArray>();
  /** How many equations have been computed, or found to be unknown. */
  private done = 0;

  /** A variable that stands for a value. */
  given(value: NDArray): Var {
    const variable = new Var(value.type);
    this.note(variable, value);
    return variable;
  }
  override lift(value: NDArray): Var {
    const variable = super.lift(value);
    this.note(variable, value);
    return variable;
  }
  override outer(variable: Var): NDArray | null {
    for (; this.done < this.equations.length; this.done++) this.compute(this.equations[this.done] as Equation);
    return super.outer(variable);
  }

  private note(variable: Var, value: NDArray): void {
    const known = concrete(value);
    if (known !== null) this.values.set(variable, known);
  }
  private compute({ primitive, inputs, params, outputs }: Equation): void {
    const values = inputs.map((input) => this.values.get(input));
    if (primitive.overLanes !== undefined || values.includes(undefined)) return;
    const results = execute(primitive, values as NDArray[], params);
    outputs.forEach((output, i) => this.values.set(output, results[i] as NDArray));
  }
}
