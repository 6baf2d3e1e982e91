/** A law: what every primitive owes for each of its samples. */
import { type Backend, type Primitive } from "@fluxion/core";
import type { Sample } from "./sample.js";

/** What a law is tried on. */
export interface Subject {
  readonly primitive: Primitive;
  readonly sample: Sample;
  readonly backend: Backend;
  /** A backend that is known to be right. */
  readonly reference?: Backend;
  /** Units in the last place by which floats may differ from the reference; 0 if not given. */
  readonly ulps?: number;
}

export interface Law {
  readonly name: string;
  /** Whether the law says anything about the sample. */
  applies(subject: Subject): boolean;
  /** Rejects with a typed error where the law is broken. */
  check(subject: Subject): Promise<void>;
}
