/** The direction in which folders and packages may depend on each other. */

/** Inside core/src a folder sees only these. `passes` need nothing but the IR, so that a backend's author can write one. */
const layersOfCore = {
  errors: [],
  ir: ["errors"],
  passes: ["ir", "errors"],
  trace: ["passes", "ir", "errors"],
  primitives: ["trace", "passes", "ir", "errors"],
  transforms: ["primitives", "trace", "passes", "ir", "errors"],
};

/** A library package sees only the doors of these. */
const packagesSeen = {
  core: [],
  numpy: ["core"],
  random: ["core", "numpy"],
  nn: ["core", "numpy", "random"],
  special: ["core", "numpy"],
  solvers: ["core", "numpy"],
  "backend-[^/]+": ["core"],
  testing: ["core", "numpy"],
  fluxion: ["core", "numpy", "random", "nn", "special", "solvers", "backend-cpu"],
};

const tests = "\\.test\\.ts$|^packages/[^/]+/test/";
const core = "^packages/core/src/";
const oneOf = (/** @type {readonly string[]} */ names) => `(?:${names.join("|")})`;

const layerRules = Object.entries(layersOfCore).map(([layer, seen]) => ({
  name: `core-${layer}-sees-only-${seen.join("-") || "itself"}`,
  severity: "error",
  from: { path: `${core}${layer}(?:/|\\.ts$)`, pathNot: tests },
  to: { path: core, pathNot: `${core}${oneOf([layer, ...seen])}(?:/|\\.ts$)` },
}));

const packageRules = Object.entries(packagesSeen).map(([name, seen]) => ({
  name: `${name.replace(/\W+/g, "")}-sees-only-${seen.join("-") || "itself"}`,
  severity: "error",
  from: { path: `^packages/(${name})/`, pathNot: tests },
  to: { path: "^(?:packages|apps|examples|tooling)/", pathNot: `^packages/${oneOf(["$1", ...seen])}/` },
}));

export const forbidden = [
  ...layerRules,
  ...packageRules,
  {
    name: "core-has-no-other-folders",
    comment: "A new folder in core/src needs its place in layersOfCore first.",
    severity: "error",
    from: {},
    to: { path: core, pathNot: `${core}(?:index\\.ts|${oneOf(Object.keys(layersOfCore))}(?:/|\\.ts$))` },
  },
  {
    name: "no-cycle",
    comment: "Types count too, except in core/src/ir, where a program and a primitive name each other.",
    severity: "error",
    from: { pathNot: `${core}ir/` },
    to: { circular: true },
  },
  {
    name: "no-cycle-of-values",
    severity: "error",
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
  },
  {
    name: "no-deep-import",
    comment: "A package is entered by its doors: src/index.ts, and the parts of backend-cpu for small bundles.",
    severity: "error",
    from: { path: "^((?:packages|apps|examples|tooling)/[^/]+)/" },
    to: {
      path: "^packages/[^/]+/",
      pathNot: ["^$1/", "^packages/[^/]+/src/index\\.ts$", "^packages/backend-cpu/(?:src|dist)/parts\\.(?:ts|js)$"],
    },
  },
  {
    name: "nothing-sees-apps-examples-or-tooling",
    severity: "error",
    from: { path: "^((?:packages|apps|examples)/[^/]+)/" },
    to: { path: "^(?:apps|examples|tooling)/", pathNot: "^$1/" },
  },
  {
    name: "no-node-builtin-in-libraries",
    comment: "Only tooling, apps, examples, packages/golden, tests and files named *.node.ts may use Node.",
    severity: "error",
    from: { path: "^packages/", pathNot: ["^packages/golden/", "\\.node\\.ts$", tests] },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "no-undeclared-dependency",
    severity: "error",
    from: { path: "^packages/[^/]+/src/", pathNot: tests },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["aliased-subpath-import"] },
  },
  { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
];
