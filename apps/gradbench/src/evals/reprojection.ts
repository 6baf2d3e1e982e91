/** The error of one observation: where a camera sees a point, against where it was seen. All of it in scalars. */
import { np, type NDArray } from "fluxion";

type Vector = readonly [NDArray, NDArray, NDArray];
type Pair = [NDArray, NDArray];

/** Rotation (3), centre (3), focal length, principal point (2), radial distortion (2). */
export const CAMERA = 11;
export const POINT = 3;

const dot = (a: Vector, b: Vector): NDArray => a[0].mul(b[0]).add(a[1].mul(b[1])).add(a[2].mul(b[2]));
const cross = (a: Vector, b: Vector): Vector => [
  a[1].mul(b[2]).sub(a[2].mul(b[1])),
  a[2].mul(b[0]).sub(a[0].mul(b[2])),
  a[0].mul(b[1]).sub(a[1].mul(b[0])),
];
const zip = (a: Vector, b: Vector, f: (x: NDArray, y: NDArray) => NDArray): Vector => [
  f(a[0], b[0]),
  f(a[1], b[1]),
  f(a[2], b[2]),
];

/**
 * P turned about the axis r by |r|. Source: O. Rodrigues, "Des lois géométriques qui régissent les déplacements" (1840). Without
 * a rotation there is no axis: to first order P + r × P. The branch not taken is computed at a harmless place, since its
 * derivative would otherwise be NaN, and NaN times zero is NaN.
 */
function rotate(r: Vector, P: Vector): Vector {
  const square = dot(r, r);
  const isZero = square.equal(0);
  const angle = np.sqrt(np.where(isZero, 1, square));
  const axis: Vector = [r[0].div(angle), r[1].div(angle), r[2].div(angle)];
  const [cos, sin] = [np.cos(angle), np.sin(angle)];
  const along = dot(axis, P).mul(cos.neg().add(1));
  const across = cross(axis, P);
  const turned = zip(
    zip(P, across, (p, c) => p.mul(cos).add(c.mul(sin))),
    axis,
    (p, a) => p.add(a.mul(along)),
  );
  const near = zip(P, cross(r, P), (p, c) => p.add(c));
  return zip(near, turned, (x, y) => np.where(isZero, x, y));
}

/** What the camera sees of the point, minus the feature, times the weight. */
export function reprojectionError(
  camera: readonly NDArray[],
  point: readonly NDArray[],
  weight: NDArray,
  feature: readonly NDArray[],
): Pair {
  const [r0, r1, r2, c0, c1, c2, focal, u, v, k1, k2] = camera as NDArray[] as [
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
    NDArray,
  ];
  const P = zip(point as unknown as Vector, [c0, c1, c2], (x, c) => x.sub(c));
  const R = rotate([r0, r1, r2], P);
  const [x, y] = [R[0].div(R[2]), R[1].div(R[2])];
  const rho = np.square(x).add(np.square(y));
  const distortion = rho.mul(k1).add(np.square(rho).mul(k2)).add(1).mul(focal);
  const [fu, fv] = feature as [NDArray, NDArray];
  return [weight.mul(x.mul(distortion).add(u).sub(fu)), weight.mul(y.mul(distortion).add(v).sub(fv))];
}

export const weightError = (weight: NDArray): NDArray => np.square(weight).neg().add(1);
