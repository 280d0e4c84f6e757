import type { Fault } from "@/lib/core/errors";

/** What one answer tells; a body of some megabytes can hold millions. */
export const maxFaults = 100;
export const tooManyFaults = "too_many_faults";
/** A pointer to a member whose name fills the body would be as long as the body, for each of its faults. */
const longestPointer = 500;

/** Faults up to a ceiling. Past it nothing more is looked for, and the last entry says that there is more. */
export class FaultList {
  readonly #faults: Fault[] = [];
  #more = false;

  add(fault: Fault): void {
    if (this.#faults.length < maxFaults) this.#faults.push(shorten(fault));
    else this.#more = true;
  }

  get count(): number {
    return this.#faults.length;
  }

  /** True when looking further changes nothing. */
  get isFull(): boolean {
    return this.#more;
  }

  list(): readonly Fault[] {
    if (!this.#more) return this.#faults;
    const detail = `More is wrong than these ${maxFaults}. Correct them, then send it again.`;
    return [...this.#faults, { pointer: "", code: tooManyFaults, detail }];
  }
}

function shorten(fault: Fault): Fault {
  if (fault.pointer.length <= longestPointer) return fault;
  return { ...fault, pointer: `${fault.pointer.slice(0, longestPointer).replace(/[\uD800-\uDBFF]$/, "")}…` };
}

export function collectFaults(faults: Iterable<Fault>): readonly Fault[] {
  const list = new FaultList();
  for (const fault of faults) {
    list.add(fault);
    if (list.isFull) break;
  }
  return list.list();
}
