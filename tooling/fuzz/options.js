/** The options of the fuzzer: --programs N, --seed N, --time SECONDS, --property TEXT. */

/** @typedef {{ programs: number, seed: number, time: number, property: string }} Options */

/**
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function optionsFrom(args) {
  /** @type {Options} */
  const options = { programs: 10_000, seed: Date.now() % 2 ** 31, time: Infinity, property: "" };
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    if (value === undefined) throw new Error(`${name} needs a value`);
    if (name === "--property") options.property = value;
    else if (name === "--programs" || name === "--seed" || name === "--time") {
      const number = Number(value);
      if (!(number >= 0)) throw new Error(`${name} needs a number, got ${value}`);
      options[/** @type {"programs" | "seed" | "time"} */ (name.slice(2))] = number;
    } else throw new Error(`unknown option ${name}: use --programs, --seed, --time (seconds) or --property`);
  }
  return options;
}
