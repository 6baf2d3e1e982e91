/** Tries a primitive with samples: the entry for primitives from outside. */
import { FluxionError, raise, showType, type Backend, type Params, type Primitive } from "@fluxion/core";
import type { Law, Subject } from "./law.js";
import { laws as allLaws } from "./laws/index.js";
import { exactKey } from "./programs.js";
import { specimens, type Sample, type Specimens } from "./sample.js";
import { violation } from "./violation.js";

/** A named test for any runner. */
export interface Check {
  readonly name: string;
  /** Rejects where the check fails. */
  run(): Promise<void>;
}

export interface LawOptions {
  readonly backend: Backend;
  /** A backend that is known to be right, to compare with. */
  readonly reference?: Backend;
  /** Units in the last place by which floats may differ from the reference; 0 if not given. */
  readonly ulps?: number;
  /** The laws to try; all if not given. */
  readonly laws?: readonly Law[];
}

const show = ({ inputs, params }: Sample): string =>
  `(${inputs.map(({ type }) => showType(type)).join(", ")}) ${exactKey(params)}`;

const runsOn = ({ dtypes }: Backend, { inputs, params }: Sample): boolean => {
  const { dtype } = params as { dtype?: never };
  return inputs.every(({ type }) => dtypes.includes(type.dtype)) && (dtype === undefined || dtypes.includes(dtype));
};

async function tryLaw(law: Law, subject: Subject): Promise<void> {
  try {
    await law.check(subject);
  } catch (error) {
    if (!(error instanceof FluxionError)) throw error;
    raise({ ...error.failure, what: `${error.failure.what}\n  law: ${law.name}\n  sample: ${show(subject.sample)}` });
  }
}

/** One check per law, over all samples whose element types the backend has. */
export function lawChecks({ primitive, samples }: Specimens, { laws = allLaws, ...rest }: LawOptions): Check[] {
  return laws.map((law) => ({
    name: `${primitive.name}: ${law.name}`,
    async run() {
      for (const sample of samples) {
        const subject = { primitive, sample, ...rest };
        if (runsOn(rest.backend, sample) && law.applies(subject)) await tryLaw(law, subject);
      }
    },
  }));
}

/**
 * Rejects with all the laws that a primitive breaks on some sample.
 * @example await checkPrimitive(sin, [plain([tensor("float64", [2], [-1, 0.5])], { smooth: [0] })], { backend: cpu() })
 */
export async function checkPrimitive<P extends Params>(
  primitive: Primitive<P>,
  samples: readonly Sample<P>[],
  options: LawOptions,
): Promise<void> {
  if (samples.length === 0)
    violation(primitive.name, "there are no samples", "give operands and parameters that it is defined for");
  const broken: string[] = [];
  for (const check of lawChecks(specimens(primitive, samples), options)) {
    try {
      await check.run();
    } catch (error) {
      broken.push(`${check.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (broken.length > 0) violation(primitive.name, `${broken.length} laws do not hold\n${broken.join("\n")}`);
}
