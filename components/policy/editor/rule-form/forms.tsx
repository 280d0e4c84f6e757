"use client";

import { ObservedForm } from "../observed/observed-form";
import { type OpenForm, useEditor } from "../state/use-editor";
import { IntentForm } from "./intent-form";
import { RuleForm } from "./rule-form";
import { SettingsForm } from "./settings-form";
import { TestForm } from "./test-form";

/** Whatever is written in a form: loaded with the first press. */
export function Forms({ form }: { form: OpenForm }) {
  const { preview } = useEditor();
  const { readable } = preview;
  if (!readable) return null;
  const { document } = readable;
  switch (form.kind) {
    case "rule":
      return <RuleForm document={document} at={form.at} effect={form.effect ?? "approve"} />;
    case "intent":
      return <IntentForm document={document} at={form.at} />;
    case "settings":
      return <SettingsForm document={document} />;
    case "observed":
      return <ObservedForm document={document} />;
    case "test":
      return <TestForm document={document} />;
  }
}
