import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { proposeSlugs } from "@/lib/agents/rules";

type Props = {
  name: string;
  /** Null while it is made from the name. */
  slug: string | null;
  fault: string | undefined;
  onChange: (slug: string | null) => void;
};

/** The address the agent gets for good, shown while the name is typed; it can be another one. */
export function SlugChoice({ name, slug, fault, onChange }: Props) {
  const proposed = name.trim() === "" ? "" : (proposeSlugs(name).next().value ?? "");
  const [asked, setAsked] = useState(false);
  if (slug === null && fault === undefined) {
    return (
      <div className="-mt-5 flex min-h-8 flex-wrap items-center gap-x-2 text-dense text-subtle">
        <p className="min-w-0 [overflow-wrap:anywhere]" aria-live="polite">
          {proposed === "" ? (
            "Its address is made from the name."
          ) : (
            <>
              Its address: <span className="font-mono text-muted">/agents/{proposed}</span>
            </>
          )}
        </p>
        {proposed !== "" && (
          <Button
            variant="quiet"
            size="small"
            onClick={() => {
              setAsked(true);
              onChange(proposed);
            }}
          >
            Choose another
          </Button>
        )}
      </div>
    );
  }
  return (
    <Field
      label="Address"
      hint="Small letters, digits and hyphens. Policies and machines name the agent by it; it is never given to another."
      error={fault}
      required
    >
      <Input
        mono
        autoComplete="off"
        spellCheck={false}
        maxLength={63}
        ref={asked ? focusOnce : undefined}
        value={slug ?? proposed}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** Whoever asked to choose goes on in the field that came. */
function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}
