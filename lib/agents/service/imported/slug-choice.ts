import "server-only";
import { findTaken } from "@/lib/agents/repository";
import { isReservedSlug, proposeSlugs, writeAgentSlug, writeSkeleton } from "@/lib/agents/rules";
import { refuseReserved, refuseSlug } from "@/lib/agents/service/create";
import type { Tx } from "@/lib/db/transaction";

type Wish = { slug?: string | undefined; name: string };

/** Chooses slugs for many agents with a few questions to the database. For callers that hold the lock of slugs. */
export class SlugChoice {
  /** Slugs by what they look like, those given in this choice included. */
  readonly #taken = new Map<string, string>();
  readonly #free = new Map<string, string[]>();

  static async open(tx: Tx, wishes: readonly Wish[]): Promise<SlugChoice> {
    const choice = new SlugChoice();
    const fixed = wishes.flatMap(({ slug }) => slug ?? []);
    await choice.#look(tx, fixed);
    const wanted = new Map<string, number>();
    for (const { slug, name } of wishes)
      if (slug === undefined) wanted.set(writeAgentSlug(name), (wanted.get(writeAgentSlug(name)) ?? 0) + 1);
    await choice.#propose(tx, wanted, new Set(fixed.map(writeSkeleton)));
    return choice;
  }

  /** The one that was asked for or none; without a wish the first of the name that nobody has or could mistake. */
  take({ slug, name }: Wish): { slug: string } | { refusal: string } {
    if (slug === undefined) {
      const free = this.#free.get(writeAgentSlug(name)) ?? [];
      for (let next = free.shift(); next !== undefined; next = free.shift())
        if (this.#keep(next)) return { slug: next };
      return { refusal: "No slug is free for this name." };
    }
    if (isReservedSlug(slug)) return { refusal: refuseReserved(slug).message };
    const other = this.#taken.get(writeSkeleton(slug));
    if (other !== undefined) return { refusal: refuseSlug(slug, other).message };
    this.#keep(slug);
    return { slug };
  }

  #keep(slug: string): boolean {
    const skeleton = writeSkeleton(slug);
    if (this.#taken.has(skeleton)) return false;
    this.#taken.set(skeleton, slug);
    return true;
  }

  async #look(tx: Tx, slugs: readonly string[]): Promise<void> {
    if (slugs.length === 0) return;
    for (const { slug, skeleton } of await findTaken(tx, slugs, slugs.map(writeSkeleton)))
      this.#taken.set(skeleton, slug);
  }

  /** In growing blocks, all names together: a name that ten thousand agents have costs a few questions, not ten thousand. */
  async #propose(tx: Tx, wanted: ReadonlyMap<string, number>, reserved: ReadonlySet<string>): Promise<void> {
    const proposals = new Map([...wanted].map(([base]) => [base, proposeSlugs(base)]));
    for (let block = 1; proposals.size > 0 && block <= 65_536; block *= 16) {
      const offered = [...proposals].map(([base, proposal]) => ({
        base,
        slugs: pull(proposal, block + (wanted.get(base) ?? 0)),
      }));
      await this.#look(
        tx,
        offered.flatMap(({ slugs }) => slugs),
      );
      for (const { base, slugs } of offered) {
        const open = slugs.filter(
          (slug) => !this.#taken.has(writeSkeleton(slug)) && !reserved.has(writeSkeleton(slug)),
        );
        const free = [...(this.#free.get(base) ?? []), ...open];
        this.#free.set(base, free);
        if (free.length >= (wanted.get(base) ?? 0)) proposals.delete(base);
      }
    }
  }
}

function pull(proposal: Generator<string>, count: number): string[] {
  const pulled: string[] = [];
  while (pulled.length < count) {
    const next = proposal.next();
    if (next.done === true) break;
    pulled.push(next.value);
  }
  return pulled;
}
