"use client";

import { useMemo, useState } from "react";
import { CodeChip } from "@/components/policy/editor/sentences/pieces";
import { RuleSentence } from "@/components/policy/editor/sentences/rule-sentence";
import { Button } from "@/components/ui/button";
import { showHiddenCharacters } from "@/components/ui/fence";
import { diffPolicies, type ItemDifference } from "@/lib/policy/rules";
import type { PolicyDocument, Rule } from "@/lib/policy/schema";
import { ItemTag, type Way } from "./item-tag";
import { MemberRows } from "./member-rows";

export type Ways = ReadonlyMap<string, Way>;
type Props = {
  before: PolicyDocument | undefined;
  after: PolicyDocument;
  /** Which parts let more or less through, where that was found out. */
  ways?: Ways;
  beforeLabel: string;
  afterLabel: string;
};

const groups = [
  { part: "rules", title: "Rules" },
  { part: "intents", title: "Intents" },
  { part: "tests", title: "Tests" },
] as const satisfies readonly { part: ItemDifference["part"]; title: string }[];

/** What two versions say differently, rule by rule and word by word. What only moved did not change. */
export function WordsDiff({ before, after, ways, beforeLabel, afterLabel }: Props) {
  const difference = useMemo(() => diffPolicies(before, after), [before, after]);
  if (difference.isEmpty) {
    return (
      <p className="border-y border-hairline py-3 text-muted">They say the same. Comments or the order may differ.</p>
    );
  }
  const labels = { beforeLabel, afterLabel };
  return (
    <div className="grid gap-5">
      {difference.members.length > 0 && (
        <section aria-label="For the whole policy">
          <h3 className="pb-2 font-semibold">For the whole policy</h3>
          <div className="border-y border-hairline py-2.5 ps-3 shadow-[inset_3px_0_0_var(--fg)] forced:border-s-4">
            <MemberRows part="document" members={difference.members} {...labels} />
          </div>
        </section>
      )}
      {groups.map(({ part, title }) => (
        <Group
          key={part}
          title={title}
          items={difference.items.filter((item) => item.part === part)}
          before={before}
          after={after}
          ways={ways}
          {...labels}
        />
      ))}
    </div>
  );
}

const atFirst = 50;

function Group({ title, items, ...rest }: Omit<Props, "ways"> & GroupProps) {
  const [shown, setShown] = useState(atFirst);
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="pb-2 font-semibold">
        {title} <span className="font-normal text-subtle tabular">{items.length}</span>
      </h3>
      <ul className="border-b border-hairline">
        {items.slice(0, shown).map((item) => (
          <Item key={`${item.change} ${item.id}`} item={item} {...rest} />
        ))}
      </ul>
      {items.length > shown && (
        <div className="pt-2">
          <Button onClick={() => setShown(shown + 500)}>Show more of {items.length}</Button>
        </div>
      )}
    </section>
  );
}

type GroupProps = { title: string; items: readonly ItemDifference[]; ways: Ways | undefined };
type ItemProps = Omit<Props, "ways"> & { item: ItemDifference; ways: Ways | undefined };

function Item({ item, before, after, ways, ...labels }: ItemProps) {
  const { part, id, change, members } = item;
  const rule = part === "rules" ? findRule(change === "removed" ? before : after, id) : undefined;
  return (
    <li
      data-item={id}
      className="grid gap-1 border-t border-hairline py-2.5 ps-3 shadow-[inset_3px_0_0_var(--fg)] forced:border-s-4"
    >
      <p className="flex flex-wrap items-center gap-2">
        {part === "tests" ? (
          <span className="font-medium [overflow-wrap:anywhere]">{showHiddenCharacters(id)}</span>
        ) : (
          <CodeChip text={id} />
        )}
        <ItemTag change={change} way={ways?.get(id)} />
      </p>
      {rule && change !== "changed" && <WholeRule rule={rule} gone={change === "removed"} />}
      {rule && change === "changed" && (
        <p className="leading-6 text-muted [overflow-wrap:anywhere]">
          <RuleSentence rule={rule} />
        </p>
      )}
      {(!rule || change === "changed") && <MemberRows part={part} members={members} {...labels} />}
    </li>
  );
}

function WholeRule({ rule, gone }: { rule: Rule; gone: boolean }) {
  const Mark = gone ? "del" : "ins";
  return (
    <>
      <Mark className={`leading-6 [overflow-wrap:anywhere] ${gone ? "text-muted" : "no-underline"}`}>
        <RuleSentence rule={rule} />
      </Mark>
      <p className="text-small text-subtle [overflow-wrap:anywhere]">{showHiddenCharacters(rule.because)}</p>
    </>
  );
}

function findRule(document: PolicyDocument | undefined, id: string): Rule | undefined {
  return document?.rules.find((rule) => rule.id === id);
}
