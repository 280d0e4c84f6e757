"use client";

import { useRef } from "react";
import { DownIcon } from "@/components/ui/icons/actions";
import { Menu } from "@/components/ui/overlay/menu";
import { showToast } from "@/components/ui/toast";
import { convertPolicyText } from "@/lib/policy/rules";
import { maxPolicyBytes } from "@/lib/policy/schema";
import { useEditor } from "../state/use-editor";

type Format = "yaml" | "json";
const formatWords = { yaml: "YAML", json: "JSON" } as const satisfies Record<Format, string>;

/** The text as a file: out in either form, in from disk. */
export function FileMenu() {
  const { store, scope, mayWrite } = useEditor();
  const picker = useRef<HTMLInputElement>(null);
  const name = `${scope.caller.slug}-policy`;

  function convert(format: Format): string | undefined {
    const written = convertPolicyText(store.text, format);
    if (written.ok) return written.text;
    showToast({ title: "Nothing was written", detail: written.detail, failed: true });
    return undefined;
  }
  async function copy(format: Format) {
    const text = convert(format);
    if (text === undefined) return;
    try {
      await navigator.clipboard.writeText(text);
      showToast({ title: `Copied as ${formatWords[format]}` });
    } catch {
      showToast({ title: "The browser did not allow copying", detail: "Download it instead.", failed: true });
    }
  }
  function download(format: Format) {
    const text = convert(format);
    if (text === undefined) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = `${name}.${format}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 0);
  }
  async function openFile(input: HTMLInputElement) {
    const file = input.files?.[0];
    if (!file) return;
    if (file.size > maxPolicyBytes) {
      showToast({ title: "The file was not opened", detail: "A policy has at most 1 MiB.", failed: true });
    } else {
      store.put((await file.text()).replaceAll("\r\n", "\n"));
      showToast({ title: `${file.name} opened`, detail: "It is not saved yet. Undo takes it back." });
    }
    // The same file can be chosen again once it is mended.
    input.value = "";
  }
  const here = {
    label: "In the text, as JSON",
    hint: "Comments are lost",
    onSelect: () => {
      const text = convert("json");
      if (text !== undefined) store.put(text);
    },
  };
  const back = {
    label: "In the text, as YAML",
    onSelect: () => {
      const text = convert("yaml");
      if (text !== undefined) store.put(text);
    },
  };
  return (
    <>
      <Menu
        label="File"
        size="small"
        align="end"
        groups={[
          {
            heading: "Copy",
            items: [
              { label: "As YAML", onSelect: () => void copy("yaml") },
              { label: "As JSON", onSelect: () => void copy("json") },
            ],
          },
          {
            heading: "Download",
            items: [
              { label: "YAML file", onSelect: () => download("yaml") },
              { label: "JSON file", hint: "Without comments", onSelect: () => download("json") },
            ],
          },
          ...(mayWrite
            ? [
                {
                  heading: "Change",
                  items: [
                    store.text.trimStart().startsWith("{") ? back : here,
                    { label: "Open file…", onSelect: () => picker.current?.click() },
                  ],
                },
              ]
            : []),
        ]}
      >
        File <DownIcon size={14} />
      </Menu>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label="Policy file"
        data-testid="policy-file"
        accept=".yaml,.yml,.json"
        onChange={(event) => void openFile(event.target)}
      />
    </>
  );
}
