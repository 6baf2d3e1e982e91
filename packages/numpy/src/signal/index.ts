/** Convolution of signals and images, under scipy.signal's names. */
export { convolve, convolve2d, correlate, correlate2d, fftconvolve } from "./convolve.js";
