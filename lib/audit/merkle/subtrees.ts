/** A complete subtree: the leaves from `index * 2 ** level` on, `2 ** level` of them. Its hash never changes. */
export type Subtree = { level: number; index: number };

/** Leaves from `begin` up to, not including, `end`. */
export type LeafRange = { begin: number; end: number };

/** The complete subtrees a range is made of, largest first: as many as its length has bits set. */
export function listSubtrees({ begin, end }: LeafRange): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = begin; at < end;) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level++;
    }
    subtrees.push({ level, index: at / width });
    at += width;
  }
  return subtrees;
}

/** The ranges whose hashes are the inclusion proof of a leaf, from the leaf's sibling up (RFC 6962, 2.1.1). */
export function listInclusionRanges(index: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let begin = 0;
  let end = size;
  while (end - begin > 1) {
    const split = begin + largestPowerBelow(end - begin);
    if (index < split) {
      ranges.unshift({ begin: split, end });
      end = split;
    } else {
      ranges.unshift({ begin, end: split });
      begin = split;
    }
  }
  return ranges;
}

/** The ranges whose hashes prove that a tree of `size` begins with the one of `oldSize` leaves (RFC 6962, 2.1.2). */
export function listConsistencyRanges(oldSize: number, size: number): LeafRange[] {
  const ranges: LeafRange[] = [];
  let begin = 0;
  let end = size;
  while (end !== oldSize) {
    const split = begin + largestPowerBelow(end - begin);
    if (oldSize <= split) {
      ranges.unshift({ begin: split, end });
      end = split;
    } else {
      ranges.unshift({ begin, end: split });
      begin = split;
    }
  }
  // From the first leaf on, the range is the old tree itself, and the verifier has its root.
  return begin === 0 ? ranges : [{ begin, end }, ...ranges];
}

/** Arithmetic on doubles, not on bits: a log may have more than 2^31 leaves. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
