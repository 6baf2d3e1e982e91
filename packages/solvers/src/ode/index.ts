/** Ordinary differential equations. */
export { odeint, type OdeOptions } from "./odeint.js";
