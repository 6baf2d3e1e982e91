/** Scaled dot-product attention. */
import { raise, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";
import { promoted } from "./operands.js";
import { softmax } from "./softmax.js";

export interface AttentionOptions {
  /** Added to the scaled products; it broadcasts to [B, N, T, S]. */
  readonly bias?: Operand;
  /** Which keys a query may look at: booleans that broadcast to [B, N, T, S]. */
  readonly mask?: Operand;
  /** Factor of the products; 1/√H if not given. */
  readonly scale?: number;
  /** Whether query t only looks at keys 0 … t. */
  readonly isCausal?: boolean;
  /** How many keys before and after its own place a query looks at, as one number or two. */
  readonly localWindowSize?: number | readonly [number, number];
}

interface Sizes {
  readonly batch: number;
  readonly queries: number;
  readonly keys: number;
  readonly heads: number;
  readonly groups: number;
  readonly features: number;
}

function sizesOf(query: NDArray, key: NDArray, value: NDArray): Sizes {
  const [batch, queries, heads, features] = query.shape as [number, number, number, number];
  const [keyBatch, keys, groups, keyFeatures] = key.shape as [number, number, number, number];
  const fits = [query, key, value].every(({ ndim }) => ndim === 4);
  const same =
    keyBatch === batch && keyFeatures === features && key.shape.every((n, i) => i === 3 || n === value.shape[i]);
  if (!fits || !same || heads % groups !== 0)
    raise({
      code: "shape",
      what: `queries [${query.shape.join(", ")}], keys [${key.shape.join(", ")}] and values [${value.shape.join(", ")}] do not go together`,
      where: "nn.dotProductAttention",
      fix: "give [B, T, N, H], [B, S, K, H] and [B, S, K, V], where K divides N; or the same without B",
    });
  return { batch, queries, keys, heads, groups, features };
}

/** Which key each query may look at by place alone, of shape [T, S]; undefined where it is all of them. */
function allowedByPlace(
  { queries, keys }: Sizes,
  { isCausal, localWindowSize }: AttentionOptions,
): NDArray | undefined {
  const ahead = np.subtract(
    np.arange(keys, { dtype: "int32" }),
    np.expandDims(np.arange(queries, { dtype: "int32" }), 1),
  );
  const causal = isCausal === true ? np.lessEqual(ahead, 0) : undefined;
  if (localWindowSize === undefined) return causal;
  const [before, after] = typeof localWindowSize === "number" ? [localWindowSize, localWindowSize] : localWindowSize;
  const near = np.logicalAnd(np.greaterEqual(ahead, -before), np.lessEqual(ahead, after));
  return causal === undefined ? near : np.logicalAnd(near, causal);
}

/**
 * softmax(scale·query·keyᵀ + bias)·value for queries [B, T, N, H], keys [B, S, K, H] and values [B, S, K, V], or all three without
 * B, in their common float type; the result is [B, T, N, V]. K divides N: each head of keys serves N/K heads of queries. A query
 * that may look at no key takes the mean of all values. A shape error if operands do not go together.
 * Source: Vaswani et al., "Attention is all you need" (2017); Ainslie et al., "GQA" (2023) for K < N.
 * @example dotProductAttention([[[1]], [[1]]], [[[0]], [[0]]], [[[2]], [[4]]], { isCausal: true }) // [[[2]], [[3]]]
 */
export function dotProductAttention(
  query: Operand,
  key: Operand,
  value: Operand,
  options: AttentionOptions = {},
): NDArray {
  const [q, k, v] = promoted(query, key, value) as [NDArray, NDArray, NDArray];
  if ([q, k, v].every(({ ndim }) => ndim === 3)) {
    const [one, two, three] = [q, k, v].map((x) => np.expandDims(x, 0)) as [NDArray, NDArray, NDArray];
    return np.squeeze(dotProductAttention(one, two, three, options), { axis: 0 });
  }
  const sizes = sizesOf(q, k, v);
  const { batch, queries, keys, heads, groups, features } = sizes;
  const grouped = np.reshape(q, [batch, queries, groups, heads / groups, features]);
  const products = np.reshape(np.einsum("btkgh,bskh->bkgts", grouped, k), [batch, heads, queries, keys]);
  const scaled = np.multiply(products, options.scale ?? 1 / Math.sqrt(features));
  const biased = options.bias === undefined ? scaled : np.add(scaled, options.bias);
  const masks = [options.mask, allowedByPlace(sizes, options)].filter((mask) => mask !== undefined);
  const least = -0.7 * np.finfo(q.dtype).max;
  const masked = masks.reduce<NDArray>((logits, mask) => np.where(mask, logits, least), biased);
  const weights = np.reshape(softmax(masked), [batch, groups, heads / groups, queries, keys]);
  return np.reshape(np.einsum("bkgts,bskv->btkgv", weights, v), [batch, queries, heads, v.shape[3] as number]);
}
