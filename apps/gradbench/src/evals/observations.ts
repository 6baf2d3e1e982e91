/** All observations of a scene: their errors, and the sparse Jacobian of these in compressed rows. */
import { grad, np, vmap, type NDArray } from "fluxion";
import { inBlocks, joined } from "../blocks.js";
import { CAMERA, POINT, reprojectionError, weightError } from "./reprojection.js";

export type Scene = [
  cameras: NDArray,
  points: NDArray,
  weights: NDArray,
  features: NDArray,
  /** For each observation the number of its camera, and that of its point. */
  camera: NDArray,
  point: NDArray,
];

/** Observations computed at a time, so that the many numbers on the way stay in the caches. */
const BLOCK = 1024;
/** Variables that the errors of an observation depend on: those of a camera and a point, and a weight. */
const WIDTH = CAMERA + POINT + 1;

const columns = (x: NDArray): NDArray[] => Array.from({ length: x.shape[1] as number }, (_, j) => x.get(":", j));

/** Columns of the rows at `indices`. */
const gathered = (columnsOf: readonly NDArray[], indices: NDArray): NDArray[] =>
  columnsOf.map((column) => np.take(column, indices, { mode: "clip" }));

type Observation = [camera: NDArray[], point: NDArray[], weight: NDArray, feature: NDArray[]];

/** Applies a function of one observation to all: pieces of results [observations, …]. */
function overObservations([cameras, points, ...own]: Scene, f: (...observation: Observation) => NDArray[]): NDArray[] {
  const [ofCameras, ofPoints] = [columns(cameras), columns(points)];
  return inBlocks(
    ([weight, feature, camera, point]: NDArray[]) =>
      np.stack(
        vmap(f as never)(
          ...([
            gathered(ofCameras, camera as NDArray),
            gathered(ofPoints, point as NDArray),
            weight,
            columns(feature as NDArray),
          ] as never[]),
        ) as unknown as NDArray[],
        { axis: 1 },
      ),
    own as NDArray[],
    BLOCK,
  );
}

export interface Errors {
  /** Two for each observation. */
  readonly reprojection: NDArray;
  readonly weight: NDArray;
}

export const errors = (...scene: Scene): Errors => ({
  reprojection: joined(overObservations(scene, reprojectionError)),
  weight: vmap(weightError)(scene[2]) as NDArray,
});

/** Row by row the derivatives of both errors by camera, point and weight. */
function derivatives(...observation: Observation): NDArray[] {
  return [0, 1].flatMap((i) => {
    const error = (...o: Observation): NDArray => reprojectionError(...o)[i] as NDArray;
    const [camera, point, weight] = grad(error, { argnums: [0, 1, 2] })(...observation) as unknown as [
      NDArray[],
      NDArray[],
      NDArray,
    ];
    return [...camera, ...point, weight];
  });
}

/** Where rows of WIDTH entries begin, then rows of one, then where the last one ends. */
function rowOffsets(p: number): NDArray {
  const wide = np.arange(2 * p).mul(WIDTH);
  return np.concatenate([wide, np.arange(p + 1).add(2 * p * WIDTH)]);
}

/** The variables that rows depend on: all cameras come first, then all points, then the weights. */
function columnNumbers(n: number, m: number, camera: NDArray, point: NDArray): NDArray {
  const p = camera.size;
  const entry = np.arange(WIDTH);
  const [ofCamera, ofPoint, ofWeight] = [
    camera.mul(CAMERA),
    point.mul(POINT).add(CAMERA * n - CAMERA),
    np.arange(p).add(CAMERA * n + POINT * m - CAMERA - POINT),
  ].map((first) => first.reshape([p, 1, 1]).add(entry)) as [NDArray, NDArray, NDArray];
  const row = np.where(entry.less(CAMERA), ofCamera, np.where(entry.less(CAMERA + POINT), ofPoint, ofWeight));
  const both = np.broadcastTo(row, [p, 2, WIDTH]).ravel();
  return np.concatenate([both, np.arange(p).add(CAMERA * n + POINT * m)]);
}

export interface Sparse {
  readonly rows: NDArray;
  readonly cols: NDArray;
  readonly vals: NDArray;
}

/** The Jacobian of all reprojection errors, then all errors of weights, in compressed rows. */
export function jacobian(...scene: Scene): Sparse {
  const [cameras, points, weights, , camera, point] = scene;
  const vals = overObservations(scene, derivatives);
  const ofWeights = vmap(grad(weightError))(weights) as NDArray;
  return {
    rows: rowOffsets(weights.size),
    cols: columnNumbers(cameras.shape[0] as number, points.shape[0] as number, camera, point),
    vals: np.concatenate([...vals.map((piece) => piece.ravel()), ofWeights]),
  };
}
