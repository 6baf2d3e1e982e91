/** Bundle adjustment of a scene. */
import { raise, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";
import { plain } from "../output.js";
import { errors, jacobian, type Errors, type Scene } from "./observations.js";
import { CAMERA, POINT } from "./reprojection.js";

/** A column of the observations; each entry must be the number of a row of what it points to. */
function numbers(observations: NDArray, column: number, count: number, of: string): NDArray {
  const chosen = observations.get(":", column);
  const bad = chosen.dataSync().find((i) => i < 0 || i >= count);
  if (bad !== undefined)
    raise({
      code: "argument",
      what: `an observation is of ${of} ${bad}, but there are ${count}, from 0`,
      where: "ba_full",
      fix: `give numbers from 0 to ${count - 1} in column ${column} of obs`,
    });
  return chosen;
}

function read(input: unknown): Scene {
  const given = readInput("ba_full", input);
  const [cameras, points] = [given.array("cams", [some, CAMERA]), given.array("points", [some, POINT])];
  const weights = given.array("weights", [some]);
  const observations = given.integers("obs", [weights.size, 2]);
  return [
    cameras,
    points,
    weights,
    given.array("feats", [weights.size, 2]),
    numbers(observations, 0, cameras.shape[0] as number, "camera"),
    numbers(observations, 1, points.shape[0] as number, "point"),
  ];
}

export const baFull = {
  objective: evalFunction({
    read,
    compute: errors,
    write: ({ reprojection, weight }: Errors) => ({ reproj_err: plain(reprojection.ravel()), w_err: plain(weight) }),
  }),
  jacobian: evalFunction({ read, compute: jacobian }),
};
