/**
 * Splits a stream of bytes into lines. Lines may be megabytes long and come in many pieces; nothing but a newline ends one,
 * since JSON may hold any other separator inside a string.
 */
const NEWLINE = 0x0a;

export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let pieces: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      pieces.push(chunk.subarray(start, end));
      yield join(pieces);
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  }
  if (pieces.length > 0) yield join(pieces);
}

const join = (pieces: readonly Uint8Array[]): string => Buffer.concat(pieces).toString("utf8");
