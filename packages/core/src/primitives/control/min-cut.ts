/**
 * The cheapest set of nodes whose removal parts the sources of a graph from its targets; among cheapest ones that nearest to
 * the targets. Source: E. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation" (1970).
 */

interface Edge {
  readonly to: number;
  capacity: number;
  /** The position, among the edges of `to`, of the edge back. */
  readonly back: number;
}

export interface Network<N> {
  readonly nodes: readonly N[];
  /** What it costs to remove a node. */
  cost(node: N): number;
  readonly edges: readonly (readonly [from: N, to: N])[];
  readonly sources: readonly N[];
  readonly targets: readonly N[];
}

/** Every node is two vertices with an edge of its cost between them. */
function verticesOf<N>({ nodes, cost, edges, sources, targets }: Network<N>): Edge[][] {
  const graph: Edge[][] = Array.from({ length: 2 * nodes.length + 2 }, () => []);
  const position = new Map(nodes.map((node, i) => [node, i]));
  const join = (from: number, to: number, capacity: number): void => {
    const [out, into] = [graph[from] as Edge[], graph[to] as Edge[]];
    out.push({ to, capacity, back: into.length });
    into.push({ to: from, capacity: 0, back: out.length - 1 });
  };
  const at = (node: N): number => 2 * (position.get(node) as number);
  const [start, end] = [2 * nodes.length, 2 * nodes.length + 1];
  for (const node of nodes) join(at(node), at(node) + 1, cost(node));
  for (const [from, to] of edges) join(at(from) + 1, at(to), Infinity);
  for (const node of sources) join(start, at(node), Infinity);
  for (const node of targets) join(at(node) + 1, end, Infinity);
  return graph;
}

/** Distances from a vertex along edges that have capacity left. */
function levels(graph: readonly Edge[][], start: number): Int32Array {
  const level = new Int32Array(graph.length).fill(-1);
  level[start] = 0;
  const queue = [start];
  for (const vertex of queue)
    for (const { to, capacity } of graph[vertex] as Edge[])
      if (capacity > 0 && level[to] === -1) {
        level[to] = (level[vertex] as number) + 1;
        queue.push(to);
      }
  return level;
}

/** One path of growing distance is filled; false where there is none left. */
function augment(graph: readonly Edge[][], level: Int32Array, next: Int32Array, start: number, end: number): boolean {
  const path: Edge[] = [];
  let vertex = start;
  while (vertex !== end) {
    const edges = graph[vertex] as Edge[];
    const edge = edges[next[vertex] as number];
    if (edge === undefined) {
      const last = path.pop();
      if (last === undefined) return false;
      vertex = ((graph[last.to] as Edge[])[last.back] as Edge).to;
      next[vertex] = (next[vertex] as number) + 1;
    } else if (edge.capacity > 0 && level[edge.to] === (level[vertex] as number) + 1) {
      path.push(edge);
      vertex = edge.to;
    } else next[vertex] = (next[vertex] as number) + 1;
  }
  const amount = Math.min(...path.map(({ capacity }) => capacity));
  for (const edge of path) {
    edge.capacity -= amount;
    ((graph[edge.to] as Edge[])[edge.back] as Edge).capacity += amount;
  }
  return true;
}

export function minCut<N>(network: Network<N>): N[] {
  const graph = verticesOf(network);
  const [start, end] = [graph.length - 2, graph.length - 1];
  for (let level = levels(graph, start); level[end] !== -1; level = levels(graph, start)) {
    const next = new Int32Array(graph.length);
    while (augment(graph, level, next, start, end));
  }
  // What still reaches the targets lies behind the cut.
  const behind = new Set([end]);
  const queue = [end];
  for (const vertex of queue)
    for (const { to, back } of graph[vertex] as Edge[])
      if (((graph[to] as Edge[])[back] as Edge).capacity > 0 && !behind.has(to)) {
        behind.add(to);
        queue.push(to);
      }
  return network.nodes.filter((_, i) => behind.has(2 * i + 1) && !behind.has(2 * i));
}
