"use client";

import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { formatCount, formatNumber } from "@/components/ui/format-number";
import { AllowedIcon, AskIcon, DeniedIcon } from "@/components/ui/icons/states";
import type { PolicyEdit } from "@/lib/policy/rules";
import { RuleSentence } from "../sentences/rule-sentence";
import { useLeavingForm } from "../rule-form/use-leaving-form";
import { useEditor } from "../state/use-editor";
import type { Offer } from "./offers";

export const observedTitle = "What it did in the last 30 days";

type Props = { offers: readonly Offer[]; onClose: () => void };

/** Nothing is checked until somebody checks it, there is no box for all, and what is not checked is not added. */
export function OfferList({ offers, onClose }: Props) {
  const { edit, preview } = useEditor();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { close, question } = useLeavingForm(chosen.size > 0, onClose);
  const rules = offers.map(({ rule }) => rule).filter(({ id }) => chosen.has(id));

  function submit() {
    const edits = rules.map((item): PolicyEdit => ({ kind: "put", part: "rules", item }));
    if (edit(edits, `${formatCount(edits.length, "rule")} added`)) onClose();
  }
  return (
    <>
      <FormDialog
        title={observedTitle}
        side
        description="Rules for what the draft does not speak of yet, the most frequent first. Only what you check is added. Limits on numbers come from a few of its calls."
        submitLabel={rules.length === 0 ? "Add rules" : `Add ${formatCount(rules.length, "rule")}`}
        busyText="Writing…"
        busy={false}
        disabledReason={
          rules.length === 0 ? "Check a rule first" : preview.behind ? "The text is being read: a moment" : undefined
        }
        error={null}
        onSubmit={submit}
        onClose={close}
      >
        <ul aria-label="Suggested rules" className="-mt-2">
          {offers.map((offer) => (
            <OfferRow
              key={offer.rule.id}
              offer={offer}
              checked={chosen.has(offer.rule.id)}
              onChange={(checked) => setChosen(withId(chosen, offer.rule.id, checked))}
            />
          ))}
        </ul>
      </FormDialog>
      {question}
    </>
  );
}

type RowProps = { offer: Offer; checked: boolean; onChange: (checked: boolean) => void };

function OfferRow({ offer: { rule, why, counts }, checked, onChange }: RowProps) {
  return (
    <li data-offer={rule.id} className="border-t border-hairline py-2.5 first:border-t-0">
      <CheckboxField
        label={
          <span className="leading-6 [overflow-wrap:anywhere]">
            <RuleSentence rule={rule} />
          </span>
        }
        hint={
          <>
            <span className="block">{why}</span>
            <span className="mt-0.5 flex flex-wrap gap-x-3 tabular">
              <Count icon={AllowedIcon} tone="text-allow-fg" count={counts.allow} word="allowed" />
              <Count icon={AskIcon} tone="tone-stepup text-tone-fg" count={counts.ask} word="asked" />
              <Count icon={DeniedIcon} tone="text-deny-fg" count={counts.deny} word="denied" />
            </span>
          </>
        }
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
    </li>
  );
}

type CountProps = { icon: typeof AllowedIcon; tone: string; count: number; word: string };

/** None is said in words of the same weight, without the colour of something that happened. */
function Count({ icon: Drawing, tone, count, word }: CountProps) {
  return (
    <span className="inline-flex items-center gap-1">
      <Drawing size={14} className={count === 0 ? "text-subtle" : tone} />
      <span>
        {formatNumber(count)} {word}
      </span>
    </span>
  );
}

function withId(chosen: ReadonlySet<string>, id: string, checked: boolean): ReadonlySet<string> {
  const others = [...chosen].filter((one) => one !== id);
  return new Set(checked ? [...others, id] : others);
}
