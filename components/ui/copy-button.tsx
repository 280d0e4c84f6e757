"use client";

import { type Ref, useEffect, useState } from "react";
import { announce } from "./announcer";
import { Button } from "./button";
import { CheckIcon, CopyIcon } from "./icons/actions";

/** Copies, says so in place for two seconds and to assistive technology. */
export function CopyButton({
  text,
  what = "text",
  size = "small",
  ref,
}: {
  text: string;
  what?: string;
  size?: "small" | "medium";
  ref?: Ref<HTMLButtonElement> | undefined;
}) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
      announce(`Copied ${what}`);
    } catch {
      // No permission, or plain http on another host: the text is on the page to be selected by hand.
      setState("failed");
      announce("The browser did not allow copying");
    }
  }

  const words = { idle: "Copy", copied: "Copied", failed: "Select it by hand" };
  return (
    <Button
      ref={ref}
      variant="quiet"
      size={size}
      icon={state === "copied" ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      onClick={() => void copy()}
    >
      {words[state]}
      <span className="sr-only"> {what}</span>
    </Button>
  );
}
