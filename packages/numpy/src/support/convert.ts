/** Conversion of the element type, where it differs. */
import { convert, isComplex, isFloat, type DType, type NDArray } from "@fluxion/core";

/** The array itself if it has the type. */
export const convertTo = (x: NDArray, dtype: DType): NDArray => (x.dtype === dtype ? x : convert(x, { dtype }));

/** The float type that functions such as sin work in: float types stay, others become float32. */
export const floatType = (dtype: DType): DType => (isFloat(dtype) || isComplex(dtype) ? dtype : "float32");

/** The array in its float type. */
export const toFloat = (x: NDArray): NDArray => convertTo(x, floatType(x.dtype));
