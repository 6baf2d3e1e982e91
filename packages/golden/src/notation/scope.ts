/** The variables of one function call and, behind them, those of the functions around it. */
export class Scope {
  private readonly values = new Map<string, unknown>();
  private readonly outer = new Set<string>();

  constructor(private readonly parent: Scope | undefined) {}

  /** The scope that holds the name, nearest first. */
  private owner(name: string): Scope | undefined {
    return this.values.has(name) ? this : this.parent?.owner(name);
  }

  has(name: string): boolean {
    return this.owner(name) !== undefined;
  }

  get(name: string): unknown {
    return this.owner(name)?.values.get(name);
  }

  /** Assignment makes a local variable, as in Python, unless `nonlocal` or `global` named it. */
  set(name: string, value: unknown): void {
    const target = this.outer.has(name) ? (this.parent?.owner(name) ?? this) : this;
    target.values.set(name, value);
  }

  declareOuter(name: string): void {
    this.outer.add(name);
  }
}
