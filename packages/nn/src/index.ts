/** Activations, softmax, attention, pooling and initializers of neural networks. */
export * from "./checked.js";
