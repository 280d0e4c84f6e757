import type { Attribute } from "@/lib/directory/rules/attributes";
import { type Document, maxValuesOf, refuseMany, type Value } from "@/lib/directory/rules/document";
import { refuseInput } from "@/lib/directory/rules/scim-error";

/** A hundred operations that each look at every member of the largest group. Anything beyond is no change of a directory's. */
const mostLooks = 2_000_000;

/** What one PATCH may cost, counted in values looked at. */
export class Effort {
  #looks = 0;

  spend(looks: number): void {
    this.#looks += looks;
    if (this.#looks > mostLooks)
      throw refuseInput("tooMany", "This is too much for one request. Send fewer operations.");
  }
}

/** The values of one attribute while operations change them, one after the other. Adding costs what is added. */
export class ValueList {
  readonly #attribute: Attribute;
  readonly #effort: Effort;
  #values: Document[];
  #byKey: Map<string, Document> | undefined;

  constructor(attribute: Attribute, held: Value | undefined, effort: Effort) {
    this.#attribute = attribute;
    this.#effort = effort;
    this.#values = Array.isArray(held) ? held : [];
  }

  get values(): readonly Document[] {
    return this.#values;
  }

  clear(): void {
    this.#values = [];
    this.#byKey = undefined;
  }

  /** A value that is there already is not there twice; a new primary one takes the place of the old (RFC 7644 3.5.2). */
  add(added: readonly Document[]): void {
    const byKey = this.#index();
    this.#effort.spend(added.length);
    for (const value of added) {
      if (value["primary"] === true) this.#unsetPrimary();
      const key = keyOf(value);
      const held = byKey.get(key);
      if (held) Object.assign(held, value);
      else {
        const kept = { ...value };
        byKey.set(key, kept);
        this.#values.push(kept);
        this.#refuseTooMany();
      }
    }
  }

  choose(fits: (value: Document) => boolean, terms = 1): Document[] {
    this.#effort.spend(this.#values.length * terms);
    return this.#values.filter(fits);
  }

  keep(stays: (value: Document) => boolean, terms = 1): void {
    this.#values = this.choose(stays, terms);
    this.#byKey = undefined;
  }

  /** After values were changed where they stand; one of which nothing is left goes. */
  takeChanged(added: readonly Document[]): void {
    this.#values.push(...added);
    this.keep((value) => Object.keys(value).length > 0);
    this.#refuseTooMany();
  }

  #index(): Map<string, Document> {
    if (this.#byKey) return this.#byKey;
    this.#effort.spend(this.#values.length);
    this.#byKey = new Map(this.#values.map((value) => [keyOf(value), value]));
    this.#values = [...this.#byKey.values()];
    return this.#byKey;
  }

  #unsetPrimary(): void {
    this.#effort.spend(this.#values.length);
    for (const value of this.#values) delete value["primary"];
  }

  #refuseTooMany(): void {
    const most = maxValuesOf(this.#attribute);
    if (this.#values.length > most) throw refuseMany(this.#attribute.name, most);
  }
}

function keyOf({ value, type }: Document): string {
  return JSON.stringify([value ?? null, type ?? null]);
}
