/** JAX's threefry random numbers, bit for bit, and samplers over them. */
export * from "./checked.js";
