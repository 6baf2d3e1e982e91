/** Python's arithmetic on complex scalars. */
import type { ArithmeticOperator } from "./ast.js";
import { HostError } from "./host-error.js";
import { WeakComplex } from "./weak.js";

function divide(a: WeakComplex, b: WeakComplex): WeakComplex {
  const size = b.re * b.re + b.im * b.im;
  if (size === 0) throw new HostError("division by zero");
  return new WeakComplex((a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size);
}

function power(a: WeakComplex, b: WeakComplex): WeakComplex {
  const modulus = Math.hypot(a.re, a.im);
  if (modulus === 0) return new WeakComplex(b.re === 0 && b.im === 0 ? 1 : 0, 0);
  const angle = Math.atan2(a.im, a.re);
  const size = modulus ** b.re * Math.exp(-b.im * angle);
  const phase = b.im * Math.log(modulus) + b.re * angle;
  return new WeakComplex(size * Math.cos(phase), size * Math.sin(phase));
}

export function complexArithmetic(operator: ArithmeticOperator, a: WeakComplex, b: WeakComplex): WeakComplex {
  switch (operator) {
    case "+":
      return new WeakComplex(a.re + b.re, a.im + b.im);
    case "-":
      return new WeakComplex(a.re - b.re, a.im - b.im);
    case "*":
      return new WeakComplex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
    case "/":
      return divide(a, b);
    case "**":
      return power(a, b);
    default:
      throw new HostError(`"${operator}" is not defined for complex numbers`);
  }
}
