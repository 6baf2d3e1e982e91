/** Reductions on their own: sum, prod, reduceMax, reduceMin, reduceAnd, reduceOr. */
import { sizeOf, stridesOf, type CombiningName, type Var } from "@fluxion/core";
import type { I32 } from "../emit/index.js";
import { literal } from "../lanes/constants.js";
import { alongRow, moved } from "../loop/rows.js";
import { storeNext } from "../lanes/transfer.js";
import { byteSize, type WasmDType } from "../lanes/value.js";
import type { Kernel } from "../program/emission.js";
import { reducedAxes } from "../reduce/axes.js";
import { identityOf } from "../reduce/combining.js";
import { reduceLines } from "../reduce/lines.js";
import { panelBytes, reducePanels } from "../reduce/panels.js";

const reduction =
  (by: CombiningName): Kernel =>
  (site) => {
    const { shape, dtype } = (site.equation.inputs[0] as Var).type;
    const { axes } = site.equation.params as { axes: readonly number[] };
    const { scope } = site;
    const [from, to] = [site.inputs[0] as I32, site.outputs[0] as I32];
    const type = dtype as WasmDType;
    const results = sizeOf(shape.filter((_, axis) => !axes.includes(axis)));
    if (sizeOf(shape) === 0)
      return alongRow(scope.code, results, (position, count) => {
        const address = scope.code.let(moved(to, position, byteSize(type)));
        for (const statement of storeNext(literal(identityOf(by, type), type), address, count))
          scope.code.do(statement);
      });
    const split = reducedAxes(shape, stridesOf(shape), axes);
    if (split.alongLines) reduceLines(scope, by, type, split, from, to);
    else
      reducePanels(
        scope,
        by,
        type,
        split,
        from,
        to,
        scope.code.let(site.scratch(panelBytes(split.kept.lengths.at(-1) ?? 1))),
      );
  };

export const sum: Kernel = reduction("add");
export const prod: Kernel = reduction("mul");
export const reduceMax: Kernel = reduction("max");
export const reduceMin: Kernel = reduction("min");
export const reduceAnd: Kernel = reduction("and");
export const reduceOr: Kernel = reduction("or");
