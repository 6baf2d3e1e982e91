/** The order in which several arrays are multiplied and summed, pair by pair. */

/** Positions of two operands, which are removed; their product is put at the end of the list. */
export type Step = readonly number[];

type Sizes = ReadonlyMap<string, number>;

const product = (names: Iterable<string>, sizes: Sizes): number => {
  let total = 1;
  for (const name of names) total *= sizes.get(name) ?? 1;
  return total;
};

/** The names that the product of some operands still needs: those of the result or of an operand that is left. */
function needed(
  own: readonly (readonly string[])[],
  others: readonly (readonly string[])[],
  output: readonly string[],
): string[] {
  const kept = new Set([...output, ...others.flat()]);
  return [...new Set(own.flat())].filter((name) => kept.has(name));
}

/** Multiplications of one pair. */
export const pairCost = (a: readonly string[], b: readonly string[], sizes: Sizes): number =>
  product(new Set([...a, ...b]), sizes);

/** Up to this many operands all orders are compared. */
const EXHAUSTIVE = 9;

interface Tree {
  readonly cost: number;
  /** Two sets of operands, as bits; none for a single operand. */
  readonly parts: readonly [number, number] | null;
}

/** The cheapest way to multiply every set of operands, from small sets to large ones. */
function cheapestTrees(
  inputs: readonly (readonly string[])[],
  output: readonly string[],
  sizes: Sizes,
): (set: number) => Tree {
  const count = inputs.length;
  const members = (set: number): number[] => inputs.flatMap((_, i) => ((set >> i) & 1 ? [i] : []));
  const names = Array.from({ length: 1 << count }, (_, set) => {
    const inside = members(set);
    if (inside.length === 1) return inputs[inside[0] as number] as readonly string[];
    return needed(
      inside.map((i) => inputs[i] as readonly string[]),
      inputs.filter((__, i) => !inside.includes(i)),
      output,
    );
  });
  const best: Tree[] = [];
  for (let set = 1; set < 1 << count; set++) {
    let chosen: Tree = { cost: members(set).length === 1 ? 0 : Infinity, parts: null };
    const lowest = set & -set;
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
      if ((part & lowest) === 0) continue;
      const rest = set ^ part;
      const cost =
        (best[part] as Tree).cost +
        (best[rest] as Tree).cost +
        pairCost(names[part] as string[], names[rest] as string[], sizes);
      if (cost < chosen.cost) chosen = { cost, parts: [part, rest] };
    }
    best[set] = chosen;
  }
  return (set) => best[set] as Tree;
}

/** A tree of products as steps on a list from which operands are removed. */
function stepsOf(treeOf: (set: number) => Tree, count: number): Step[] {
  const list = Array.from({ length: count }, (_, i) => 1 << i);
  const steps: Step[] = [];
  const visit = (set: number): void => {
    const { parts } = treeOf(set);
    if (parts === null) return;
    parts.forEach(visit);
    const places = parts.map((part) => list.indexOf(part)).sort((a, b) => a - b);
    steps.push(places);
    places.toReversed().forEach((place) => list.splice(place, 1));
    list.push(set);
  };
  visit((1 << count) - 1);
  return steps;
}

/** Always the pair whose product saves most memory, and of these the cheapest. */
function greedySteps(inputs: readonly (readonly string[])[], output: readonly string[], sizes: Sizes): Step[] {
  const list = [...inputs];
  const steps: Step[] = [];
  while (list.length > 1) {
    let best: { step: [number, number]; names: string[]; score: readonly [number, number] } | undefined;
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) {
        const [a, b] = [list[i] as readonly string[], list[j] as readonly string[]];
        const names = needed(
          [a, b],
          list.filter((_, k) => k !== i && k !== j),
          output,
        );
        const score = [product(names, sizes) - product(a, sizes) - product(b, sizes), pairCost(a, b, sizes)] as const;
        if (best === undefined || score[0] < best.score[0] || (score[0] === best.score[0] && score[1] < best.score[1]))
          best = { step: [i, j], names, score };
      }
    if (best === undefined) break;
    const [i, j] = best.step;
    list.splice(j, 1);
    list.splice(i, 1);
    list.push(best.names);
    steps.push([i, j]);
  }
  return steps;
}

export type Strategy = "optimal" | "greedy" | "left";

/** Steps that leave one array. The optimal order has the fewest multiplications; from ten operands on it is looked for greedily. */
export function contractionOrder(
  inputs: readonly (readonly string[])[],
  output: readonly string[],
  sizes: Sizes,
  strategy: Strategy,
): Step[] {
  if (inputs.length < 2) return [];
  if (strategy === "left") return inputs.slice(1).map((_, i) => (i === 0 ? [0, 1] : [0, inputs.length - 1 - i]));
  if (strategy === "greedy" || inputs.length > EXHAUSTIVE) return greedySteps(inputs, output, sizes);
  return stepsOf(cheapestTrees(inputs, output, sizes), inputs.length);
}
