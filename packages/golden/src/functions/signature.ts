/**
 * The parameters of a function in Python, as `"x q | axis method"`: those before the bar are arguments of the library's function,
 * those after it are fields of its options object. Golden files pass either kind by position or by name.
 *
 * `None` means "not given", except for a field marked with `?` (the flattening `axis=None` of `sort`). A field marked with `-` is no option of
 * the library, since it says nothing about results (`inplace=False`), and is left out.
 */

export interface Signature {
  readonly positional: readonly string[];
  readonly options: readonly string[];
  readonly nullable: ReadonlySet<string>;
  readonly leftOut: ReadonlySet<string>;
}

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

export function parseSignature(text: string): Signature {
  const [positional = "", options = ""] = text.split("|");
  const fields = words(options);
  const marked = (mark: string): Set<string> =>
    new Set(fields.filter((field) => field.endsWith(mark)).map((field) => field.slice(0, -1)));
  return {
    positional: words(positional),
    options: fields.map((field) => field.replace(/[?-]$/, "")),
    nullable: marked("?"),
    leftOut: marked("-"),
  };
}

/** The arguments of the library's function. Without a signature everything positional stays so, and all keywords are options. */
export function arrange(
  signature: Signature | undefined,
  args: readonly unknown[],
  kwargs: ReadonlyMap<string, unknown>,
): unknown[] {
  const options: Record<string, unknown> = {};
  const {
    positional,
    options: fields,
    nullable,
    leftOut,
  } = signature ?? {
    positional: args.map((_, i) => `${i}`),
    options: [],
    nullable: new Set<string>(),
    leftOut: new Set<string>(),
  };
  const given: unknown[] = args.slice(0, positional.length);
  const put = (name: string, value: unknown): void => {
    const place = positional.indexOf(name);
    if (place >= 0) given[place] = value;
    else if (leftOut.has(name)) return;
    else if (value !== null || nullable.has(name)) options[name] = value;
  };
  args.slice(positional.length).forEach((value, i) => put(fields[i] ?? `argument${positional.length + i}`, value));
  for (const [name, value] of kwargs) put(name, value);
  return Object.keys(options).length === 0 ? given : [...given, options];
}
