/** Decodes one line of a golden file into a case. */
import type { ArrayData } from "./array-data.js";
import type { Bounds, Case, JvpCheck, Tolerance, VjpCheck } from "./case.js";
import { DecodeError } from "./decode-error.js";
import { decodeArray, decodeArrays, decodeRecord, decodeValue } from "./decode-value.js";
import {
  asInteger,
  asList,
  asNumber,
  asObject,
  asString,
  field,
  isObject,
  type Json,
  type JsonObject,
} from "./json.js";

const MAXIMUM_LINE = 64 * 1024 * 1024;

function decodeBounds(object: JsonObject, path: string): Bounds {
  return {
    rtol: asNumber(field(object, "rtol") ?? 0, `${path}.rtol`),
    atol: asNumber(field(object, "atol") ?? 0, `${path}.atol`),
  };
}

function decodeTolerance(x: Json | undefined, path: string): Tolerance {
  const object = asObject(x ?? {}, path);
  const grad = field(object, "grad");
  return {
    ...decodeBounds(object, path),
    signedZero: field(object, "signed_zero") === true,
    grad: isObject(grad) ? decodeBounds(grad, `${path}.grad`) : undefined,
  };
}

const decodeArgnums = (object: JsonObject, path: string): number[] =>
  asList(field(object, "argnums"), `${path}.argnums`).map((x, i) => asInteger(x, `${path}.argnums[${i}]`));

function decodeVjp(x: Json | undefined, path: string): VjpCheck | undefined {
  if (x === undefined || x === null) return undefined;
  const object = asObject(x, path);
  const grads = asList(field(object, "grads"), `${path}.grads`).map((item, i) =>
    decodeValue(item, `${path}.grads[${i}]`),
  );
  return { argnums: decodeArgnums(object, path), ct: decodeArrays(field(object, "ct"), `${path}.ct`), grads };
}

function decodeJvp(x: Json | undefined, path: string): JvpCheck | undefined {
  if (x === undefined || x === null) return undefined;
  const object = asObject(x, path);
  const tangents = asList(field(object, "tangents"), `${path}.tangents`).map((item, i) =>
    decodeValue(item, `${path}.tangents[${i}]`),
  );
  return { argnums: decodeArgnums(object, path), tangents, out: decodeArrays(field(object, "out"), `${path}.out`) };
}

const decodeOutputs = (x: Json | undefined, path: string): ArrayData[] =>
  x === undefined || x === null ? [] : asList(x, path).map((item, i) => decodeArray(item, `${path}[${i}]`));

const decodeStrings = (x: Json | undefined, path: string): string[] =>
  x === undefined || x === null ? [] : asList(x, path).map((item, i) => asString(item, `${path}[${i}]`));

const optionalString = (x: Json | undefined): string | undefined => (typeof x === "string" ? x : undefined);

/** @throws DecodeError for anything that is not a case as the README of the golden files describes it */
export function decodeCase(line: string, area: string, path: string): Case {
  if (line.length > MAXIMUM_LINE) throw new DecodeError(path, "the line is too long");
  let json: Json;
  try {
    json = JSON.parse(line) as Json;
  } catch (error) {
    throw new DecodeError(path, `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const object = asObject(json, path);
  const program = optionalString(field(object, "program"));
  const error = field(object, "error");
  const out = decodeOutputs(field(object, "out"), `${path}.out`);
  const isError = error !== undefined && error !== null && error !== false;
  if (out.length === 0 && !isError) throw new DecodeError(path, "a case needs `out` or `error`");
  return {
    area,
    id: asString(field(object, "id"), `${path}.id`),
    fn: asString(field(object, "fn"), `${path}.fn`),
    args: asList(field(object, "args") ?? [], `${path}.args`).map((x, i) => decodeValue(x, `${path}.args[${i}]`)),
    kwargs: decodeRecord(asObject(field(object, "kwargs") ?? {}, `${path}.kwargs`), `${path}.kwargs`),
    out,
    alt: decodeOutputs(field(object, "alt"), `${path}.alt`),
    vjp: decodeVjp(field(object, "vjp"), `${path}.vjp`),
    jvp: decodeJvp(field(object, "jvp"), `${path}.jvp`),
    tolerance: decodeTolerance(field(object, "tol"), `${path}.tol`),
    error: isError,
    tags: decodeStrings(field(object, "tags"), `${path}.tags`),
    note: optionalString(field(object, "note")),
    title: optionalString(field(object, "title")),
    program:
      program === undefined
        ? undefined
        : {
            text: program,
            inputs: decodeStrings(field(object, "inputs"), `${path}.inputs`),
            update: optionalString(field(object, "update")),
          },
  };
}
