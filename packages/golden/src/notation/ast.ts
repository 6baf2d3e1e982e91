/** The syntax tree of the notation: plain data, each node with its place in the text. */
import type { Position } from "./notation-error.js";
import type { HostNumber } from "./weak.js";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**" | "@" | "&" | "|" | "^" | "<<" | ">>";
export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";
export type MembershipOperator = "in" | "not in" | "is" | "is not";
export type UnaryOperator = "-" | "+" | "~";

interface Node {
  readonly at: Position;
}

export interface SliceExpression extends Node {
  readonly kind: "slice";
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
}

export interface Clause {
  readonly target: Target;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface Argument {
  readonly kind: "positional" | "spread" | "keyword" | "keyword-spread";
  readonly name: string;
  readonly value: Expression;
}

export interface Parameter {
  readonly kind: "plain" | "rest" | "keyword-only" | "keywords";
  readonly target: Target;
  readonly fallback: Expression | undefined;
}

export type Expression = Node &
  (
    | { readonly kind: "literal"; readonly value: HostNumber | string | null }
    | { readonly kind: "ellipsis" }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "tuple" | "list"; readonly items: readonly Expression[] }
    | { readonly kind: "starred"; readonly value: Expression }
    | {
        readonly kind: "dict";
        readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
      }
    | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: Expression }
    | { readonly kind: "not"; readonly operand: Expression }
    | {
        readonly kind: "arithmetic";
        readonly operator: ArithmeticOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: "comparison"; readonly first: Expression; readonly rest: readonly ComparisonStep[] }
    | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
    | {
        readonly kind: "conditional";
        readonly condition: Expression;
        readonly consequent: Expression;
        readonly otherwise: Expression;
      }
    | { readonly kind: "call"; readonly callee: Expression; readonly arguments: readonly Argument[] }
    | {
        readonly kind: "index";
        readonly value: Expression;
        readonly parts: readonly (Expression | SliceExpression)[];
        readonly isTuple: boolean;
      }
    | { readonly kind: "attribute"; readonly value: Expression; readonly name: string }
    | { readonly kind: "lambda"; readonly parameters: readonly Parameter[]; readonly body: Expression }
    | {
        readonly kind: "comprehension";
        readonly key: Expression | undefined;
        readonly element: Expression;
        readonly clauses: readonly Clause[];
      }
  );

export interface ComparisonStep {
  readonly operator: ComparisonOperator | MembershipOperator;
  readonly operand: Expression;
}

export type Target = Node &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "sequence"; readonly items: readonly Target[] }
    | { readonly kind: "starred"; readonly target: Target }
    | {
        readonly kind: "index";
        readonly value: Expression;
        readonly parts: readonly (Expression | SliceExpression)[];
        readonly isTuple: boolean;
      }
  );

export type Statement = Node &
  (
    | { readonly kind: "assign"; readonly targets: readonly Target[]; readonly value: Expression }
    | {
        readonly kind: "update";
        readonly target: Target;
        readonly current: Expression;
        readonly operator: ArithmeticOperator;
        readonly value: Expression;
      }
    | {
        readonly kind: "define";
        readonly name: string;
        readonly parameters: readonly Parameter[];
        readonly body: readonly Statement[];
        readonly decorators: readonly Expression[];
      }
    | { readonly kind: "expression"; readonly value: Expression }
    | { readonly kind: "return"; readonly value: Expression | undefined }
    | {
        readonly kind: "if";
        readonly condition: Expression;
        readonly consequent: readonly Statement[];
        readonly otherwise: readonly Statement[];
      }
    | {
        readonly kind: "for";
        readonly target: Target;
        readonly iterable: Expression;
        readonly body: readonly Statement[];
        readonly otherwise: readonly Statement[];
      }
    | {
        readonly kind: "while";
        readonly condition: Expression;
        readonly body: readonly Statement[];
        readonly otherwise: readonly Statement[];
      }
    | { readonly kind: "assert"; readonly condition: Expression; readonly message: Expression | undefined }
    | { readonly kind: "outer"; readonly names: readonly string[] }
    | { readonly kind: "pass" | "break" | "continue" }
  );

export interface Notation {
  readonly body: readonly Statement[];
}
