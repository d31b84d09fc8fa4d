/** A stretch of a compared text. */
export interface TextPiece {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Above this the comparison would cost more than it tells, and the middle counts as replaced. */
const MOST_CELLS = 16_000_000;

/** The words of a text, each with the space after it. */
const wordsOf = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];

/** How long the longest common run of words is from each pair of places on, row after row. */
function commonLengths(one: readonly string[], other: readonly string[]): Uint16Array {
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        one[i] === other[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  return lengths;
}

function middlePieces(before: readonly string[], after: readonly string[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  if ((before.length + 1) * (after.length + 1) > MOST_CELLS) {
    return [
      { kind: "removed", text: before.join("") },
      { kind: "added", text: after.join("") },
    ];
  }
  const lengths = commonLengths(before, after);
  const width = after.length + 1;
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const at = i * width + j;
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      pieces.push({ kind: "same", text: old });
      i += 1;
      j += 1;
    } else if (
      old !== undefined &&
      (fresh === undefined || (lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0))
    ) {
      pieces.push({ kind: "removed", text: old });
      i += 1;
    } else {
      pieces.push({ kind: "added", text: fresh ?? "" });
      j += 1;
    }
  }
  return pieces;
}

/** Neighbours of one kind as one piece. */
function joined(pieces: readonly TextPiece[]): TextPiece[] {
  const found: TextPiece[] = [];
  for (const { kind, text } of pieces) {
    const last = found.at(-1);
    if (text === "") continue;
    if (last?.kind === kind) last.text += text;
    else found.push({ kind, text });
  }
  return found;
}

/** How one text became another, word by word. The pieces without the added ones are `before`, without the removed ones `after`. */
export function textPieces(before: string, after: string): TextPiece[] {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return joined([
    { kind: "same", text: one.slice(0, start).join("") },
    ...middlePieces(one.slice(start, one.length - end), other.slice(start, other.length - end)),
    { kind: "same", text: one.slice(one.length - end).join("") },
  ]);
}
