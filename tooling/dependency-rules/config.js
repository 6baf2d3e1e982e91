/** What dependency-cruiser reads when it runs over this repository: `depcruise --config tooling/dependency-rules/config.js`. */
import { forbidden } from "./rules.js";

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tooling/dependency-rules/tsconfig.json" },
    doNotFollow: { path: ["node_modules", "/dist/"] },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["node", "import", "default"] },
  },
};
