/** Binds values to the targets of assignments, loops and parameters. */
import type { Target } from "./ast.js";
import { HostError } from "./host-error.js";
import { assignIndex } from "./host-index.js";
import { evaluateSubscript } from "./subscript.js";
import { located, type Machine } from "./machine.js";
import type { Scope } from "./scope.js";

/** @throws NotationError when the numbers of names and values differ */
export function assign(machine: Machine, target: Target, value: unknown, scope: Scope): void {
  if (target.kind === "name") return scope.set(target.name, value);
  if (target.kind === "starred") return assign(machine, target.target, value, scope);
  located(target.at, () => {
    if (target.kind === "sequence") return assignSequence(machine, target.items, [...machine.iterate(value)], scope);
    const container = machine.evaluate(machine, target.value, scope);
    assignIndex(container, evaluateSubscript(machine, target, scope), value, machine.integer);
  });
}

function assignSequence(machine: Machine, targets: readonly Target[], values: readonly unknown[], scope: Scope): void {
  const star = targets.findIndex((target) => target.kind === "starred");
  if (star < 0 && targets.length !== values.length)
    throw new HostError(`${values.length} values for ${targets.length} names`);
  if (star >= 0 && values.length < targets.length - 1)
    throw new HostError(`${values.length} values are too few for ${targets.length} names`);
  const extra = values.length - targets.length;
  targets.forEach((target, i) => {
    if (i === star) assign(machine, target, values.slice(star, star + extra + 1), scope);
    else assign(machine, target, values[star >= 0 && i > star ? i + extra : i], scope);
  });
}
