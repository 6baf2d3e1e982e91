/** Answers the messages of the protocol, one at a time; whatever goes wrong becomes an answer. */
import { finite } from "./input.js";
import { measure, type Repetition, type Timing } from "./measure.js";
import type { Modules } from "./registry.js";
import type { EvalFunction } from "./function.js";

export interface Answer {
  readonly id: unknown;
  readonly tool?: string;
  readonly success?: boolean;
  readonly error?: string;
  readonly output?: unknown;
  readonly timings?: readonly Timing[];
}

type Message = Readonly<Record<string, unknown>>;

const failed = (id: unknown, error: unknown): Answer => ({
  id,
  success: false,
  error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
});

const own = <T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined =>
  typeof name === "string" && Object.hasOwn(table, name) ? table[name] : undefined;

const names = (table: object): string => Object.keys(table).join(", ");

/** How often to run: once, where the input does not say. */
function repetitionOf(input: unknown): Repetition {
  const given = (typeof input === "object" && input !== null ? input : {}) as Message;
  const read = (name: string, otherwise: number): number =>
    given[name] === undefined ? otherwise : finite("input", name, given[name]);
  return { minRuns: read("min_runs", 1), minSeconds: read("min_seconds", 0) };
}

async function evaluate(id: unknown, f: EvalFunction, input: unknown): Promise<Answer> {
  const repetition = repetitionOf(input);
  const prepared = f.prepare(input);
  const start = process.hrtime.bigint();
  const compile: Timing[] = prepared.compile()
    ? [{ name: "compile", nanoseconds: Number(process.hrtime.bigint() - start) }]
    : [];
  const { result, timings } = await measure(prepared.run, repetition);
  return { id, success: true, output: prepared.write(result), timings: [...compile, ...timings] };
}

async function answerMessage(modules: Modules, message: Message): Promise<Answer> {
  const { id = null, kind, module, function: name } = message;
  switch (kind) {
    case "start":
      return { id, tool: "fluxion" };
    case "define":
      return own(modules, module) === undefined
        ? failed(id, `there is no module ${JSON.stringify(module)}; there are ${names(modules)}`)
        : { id, success: true };
    case "evaluate": {
      const functions = own(modules, module);
      if (functions === undefined)
        return failed(id, `there is no module ${JSON.stringify(module)}; there are ${names(modules)}`);
      const f = own(functions, name);
      if (f === undefined)
        return failed(
          id,
          `module ${String(module)} has no function ${JSON.stringify(name)}; it has ${names(functions)}`,
        );
      return evaluate(id, f, message.input);
    }
    default:
      return { id };
  }
}

/** The answer to one line. Never throws. */
export async function answer(modules: Modules, line: string): Promise<Answer> {
  let id: unknown = null;
  try {
    const message: unknown = JSON.parse(line);
    if (typeof message !== "object" || message === null || Array.isArray(message))
      return failed(id, `a message must be a JSON object, got ${line.slice(0, 40)}`);
    id = (message as Message).id ?? null;
    return await answerMessage(modules, message as Message);
  } catch (error) {
    return failed(id, error);
  }
}
