"use client";

import { useEffect, useRef } from "react";
import { BoundaryBadge } from "@/components/ui/badges";
import { showHiddenCharacters } from "@/components/ui/fence";
import { IconButton } from "@/components/ui/icon-button";
import { EditIcon, MoreIcon } from "@/components/ui/icons/actions";
import { DeniedIcon, GapIcon } from "@/components/ui/icons/states";
import { Menu, type MenuItem } from "@/components/ui/overlay/menu";
import type { PolicyFault, Rule } from "@/lib/policy/schema";
import type { PlacedFinding } from "../state/preview";
import { useEditor } from "../state/use-editor";
import { placeWords, strengthWords } from "../words";
import { moveRule } from "./rule-moves";
import { RuleSentence } from "./rule-sentence";

type Props = {
  rule: Rule;
  at: number;
  line: number;
  selected: boolean;
  findings: readonly PlacedFinding[];
  /** What stands in the text now and cannot be read; the sentence is that of the last text that could. */
  faults: readonly PolicyFault[];
};

/** One rule: its line, its sentence, why, how it is held, and what it leaves open. */
export function RuleRow({ rule, at, line, selected, findings, faults }: Props) {
  const { goTo, openForm, mayWrite, locked, target } = useEditor();
  const row = useRef<HTMLLIElement>(null);
  const stamp = selected ? target?.stamp : undefined;
  useEffect(() => {
    if (stamp !== undefined) row.current?.scrollIntoView({ block: "nearest" });
  }, [stamp]);
  return (
    <li
      ref={row}
      data-rule={rule.id}
      aria-current={selected || undefined}
      className="grid scroll-my-4 grid-cols-[2.5rem_minmax(0,1fr)_auto] gap-x-3 border-t border-hairline py-2.5 ps-3 pe-3 aria-[current]:bg-selected aria-[current]:shadow-[inset_3px_0_0_var(--line-focus)] forced:aria-[current]:outline-2 @min-[36rem]:grid-cols-[2.5rem_minmax(0,1fr)_9.5rem_auto]"
    >
      <LineButton line={line} name={rule.id} onPress={() => goTo(line)} />
      <div className="min-w-0">
        <p className="leading-6 [overflow-wrap:anywhere]">
          <RuleSentence rule={rule} />
        </p>
        <p className="mt-0.5 text-small text-subtle [overflow-wrap:anywhere]">
          <span translate="no">{rule.id}</span>: {showHiddenCharacters(rule.because)}
        </p>
        <div className="mt-1.5 @min-[36rem]:hidden">
          <Labels rule={rule} />
        </div>
        <FaultLines faults={faults} />
        <FindingLines findings={findings} />
      </div>
      <div className="hidden @min-[36rem]:block">
        <Labels rule={rule} />
      </div>
      {mayWrite && (
        <div className="flex items-start gap-1">
          <IconButton
            icon={EditIcon}
            size="small"
            label={`Edit ${rule.id}`}
            aria-disabled={locked !== undefined || undefined}
            onClick={() => locked === undefined && openForm({ kind: "rule", at })}
          />
          <RuleMenu rule={rule} at={at} />
        </div>
      )}
    </li>
  );
}

export function LineButton({ line, name, onPress }: { line: number; name: string; onPress: () => void }) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="h-6 self-start rounded-tag text-end text-small text-subtle tabular hover:text-fg hover:underline"
    >
      <span aria-hidden>{line}</span>
      <span className="sr-only">
        Line {line}, {showHiddenCharacters(name)}
      </span>
    </button>
  );
}

function Labels({ rule: { boundary, strength, enforced_at: places } }: { rule: Rule }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-dense">
      <BoundaryBadge value={boundary} />
      <span className="text-muted">
        {places === undefined ? "nowhere named" : places.map((one) => placeWords[one]).join(", ")}
      </span>
      <span className="text-small text-subtle @min-[36rem]:basis-full">
        {strength === undefined ? "Strength not said" : strengthWords[strength]}
      </span>
    </div>
  );
}

function FaultLines({ faults }: { faults: readonly PolicyFault[] }) {
  const { goTo } = useEditor();
  return faults.map(({ line, column, detail }) => (
    <p key={`${line} ${column}`} className="mt-1.5 flex items-start gap-1.5 text-dense text-deny-fg">
      <DeniedIcon size={14} className="mt-[3px]" />
      <span>
        <button
          type="button"
          className="font-medium underline underline-offset-3"
          onClick={() => goTo(line, column, { focus: true })}
        >
          Line {line}, column {column}
        </button>
        : {detail}
      </span>
    </p>
  ));
}

export function FindingLines({ findings }: { findings: readonly PlacedFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="mt-1.5 grid gap-1">
      {findings.map(({ code, detail, other }) => (
        <li key={code + (other ?? "")} className="flex items-start gap-1.5 text-dense text-muted">
          <GapIcon size={14} className="mt-[3px] text-pending-fg" />
          <span>
            {detail}
            {other !== undefined && (
              <>
                {" "}
                See <span translate="no">{other}</span>.
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function RuleMenu({ rule, at }: { rule: Rule; at: number }) {
  const { edit, preview, openForm, locked } = useEditor();
  const rules = preview.readable?.document.rules ?? [];
  const [up, down] = [moveRule(rules, at, -1), moveRule(rules, at, 1)];
  const off = locked === undefined ? {} : { disabledReason: locked };
  const move = (to: number | undefined, label: string, done: string): MenuItem => ({
    label,
    ...(to === undefined ? { disabledReason: "There is none of its kind there" } : off),
    onSelect: () => to !== undefined && edit([{ kind: "move", part: "rules", id: rule.id, to }], done),
  });
  return (
    <Menu
      label={`More for ${rule.id}`}
      variant="quiet"
      size="small"
      square
      align="end"
      groups={[
        {
          items: [
            { label: "Edit…", ...off, onSelect: () => openForm({ kind: "rule", at }) },
            {
              label: "Duplicate",
              ...off,
              onSelect: () => {
                const id = freeName(
                  rule.id,
                  rules.map((one) => one.id),
                );
                edit([{ kind: "put", part: "rules", item: { ...rule, id }, at: at + 1 }], `${id} added`);
              },
            },
            move(up, "Move up", `${rule.id} moved up`),
            move(down, "Move down", `${rule.id} moved down`),
          ],
        },
        {
          items: [
            {
              label: "Delete",
              danger: true,
              ...off,
              onSelect: () =>
                edit([{ kind: "remove", part: "rules", id: rule.id }], `${rule.id} deleted. Undo takes it back`),
            },
          ],
        },
      ]}
    >
      <MoreIcon />
    </Menu>
  );
}

/** A name that nobody has yet: `small-refund-2`. */
export function freeName(name: string, taken: readonly string[]): string {
  const stem = name.replace(/-\d+$/, "").slice(0, 58);
  for (let number = 2; ; number++) {
    const next = `${stem}-${number}`;
    if (!taken.includes(next)) return next;
  }
}
