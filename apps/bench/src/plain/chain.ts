/** Chains of eight elementwise operations as one loop by hand; each allocates its result. */

/** log(e^(x·sin x + ½) + 1)·x − sin x. */
export function chain(x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const v = x[i] as number;
    const s = Math.sin(v);
    out[i] = Math.log(Math.exp(s * v + 0.5) + 1) * v - s;
  }
  return out;
}

export function chainSum(x: Float32Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i] as number;
    const s = Math.sin(v);
    total += Math.log(Math.exp(s * v + 0.5) + 1) * v - s;
  }
  return total;
}

export function chainGradient(x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const v = x[i] as number;
    const s = Math.sin(v);
    const c = Math.cos(v);
    const e = Math.exp(s * v + 0.5);
    out[i] = ((e * (c * v + s)) / (e + 1)) * v + Math.log(e + 1) - c;
  }
  return out;
}

/** The same with every operation rounded to float32. */
export function chainRounded(x: Float32Array): Float32Array {
  const { fround } = Math;
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const v = x[i] as number;
    const s = fround(Math.sin(v));
    const e = fround(Math.exp(fround(fround(s * v) + 0.5)));
    out[i] = fround(fround(Math.log(fround(e + 1))) * v) - s;
  }
  return out;
}

/** Additions and multiplications only, so that nothing hides how the loop itself is written. */
export function arithmeticChain(x: Float32Array): Float32Array {
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const v = x[i] as number;
    const a = v * 1.5;
    const b = a + 0.25;
    const d = b * v - 0.5;
    out[i] = (d * b + v) * 0.125 - a;
  }
  return out;
}

export function arithmeticChainRounded(x: Float32Array): Float32Array {
  const { fround } = Math;
  const out = new Float32Array(x.length);
  for (let i = 0; i < out.length; i++) {
    const v = x[i] as number;
    const a = fround(v * 1.5);
    const b = fround(a + 0.25);
    const d = fround(fround(b * v) - 0.5);
    out[i] = fround(fround(fround(d * b) + v) * 0.125) - a;
  }
  return out;
}
