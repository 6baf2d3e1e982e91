/** Which functions of a module take options: where the options stand, and what their names are, as the types say. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * @typedef {object} Taker
 * @property {string} name of the export
 * @property {number} position of the options among the arguments
 * @property {string[]} names of the options
 * @property {boolean} alone whether nothing but options may stand there
 * @property {boolean} last whether nothing may follow them
 */

/** The functions of modules that take options, by module. @param {string[]} files @returns {Map<string, Taker[]>} */
export function takersOf(files) {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    paths: {
      "@fluxion/*": [`${root}packages/*/src/index.ts`],
    },
  });
  const checker = program.getTypeChecker();
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      if (module === undefined) throw new Error(`${file} is no module`);
      const takers = checker
        .getExportsOfModule(module)
        .flatMap((symbol) => takerOf(checker, symbol, file))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      return [file, takers];
    }),
  );
}

/** @param {ts.TypeChecker} checker @param {ts.Symbol} symbol @param {string} file @returns {Taker[]} */
function takerOf(checker, symbol, file) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (!(target.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Variable)) || target.valueDeclaration === undefined)
    return [];
  // What comes from another package has its door there.
  const folder = /packages\/[\w-]+\//.exec(target.valueDeclaration.getSourceFile().fileName)?.[0];
  if (folder === undefined || !file.includes(folder)) return [];
  const signatures = checker.getTypeOfSymbolAtLocation(target, target.valueDeclaration).getCallSignatures();
  const found = signatures.flatMap((signature) => optionsOf(checker, signature));
  const position = found[0]?.position;
  if (position === undefined || found.some((other) => other.position !== position)) return [];
  const names = [...new Set(found.flatMap((one) => one.names))].sort();
  return [
    {
      name: symbol.name,
      position,
      names,
      alone: found.every(({ alone }) => alone),
      last: signatures.every((signature) => signature.getParameters().length <= position + 1),
    },
  ];
}

/** @param {ts.TypeChecker} checker @param {ts.Signature} signature */
function optionsOf(checker, signature) {
  const parameters = signature.getParameters();
  for (let position = parameters.length - 1; position >= 0; position--) {
    const declaration = parameters[position]?.valueDeclaration;
    if (declaration === undefined || !ts.isParameter(declaration) || declaration.dotDotDotToken !== undefined) continue;
    const type = checker.getNonNullableType(
      checker.getTypeOfSymbolAtLocation(/** @type {ts.Symbol} */ (parameters[position]), declaration),
    );
    const members = type.isUnion() ? type.types : [type];
    const named = ts.isObjectBindingPattern(declaration.name) || declaration.name.getText() === "options";
    const options = members.filter((member) => isOptions(checker, member, named));
    if (options.length === 0) continue;
    const names = options.flatMap((member) => checker.getPropertiesOfType(member).map(({ name }) => name));
    return [{ position, names, alone: options.length === members.length }];
  }
  return [];
}

/** Plain data with names: all of them optional, or taken apart where they are declared. @param {ts.TypeChecker} checker @param {ts.Type} type @param {boolean} named */
function isOptions(checker, type, named) {
  if (!(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) || type.getCallSignatures().length > 0)
    return false;
  if (checker.isArrayType(type) || checker.isTupleType(type) || type.isClass()) return false;
  if (checker.getIndexInfosOfType(type).length > 0) return false;
  const properties = checker.getPropertiesOfType(type);
  const isData = properties.every((property) =>
    (property.declarations ?? []).every((one) => ts.isPropertySignature(one) || ts.isMappedTypeNode(one)),
  );
  const isWeak = properties.every(({ flags }) => flags & ts.SymbolFlags.Optional);
  return properties.length > 0 && isData && (isWeak || named);
}
