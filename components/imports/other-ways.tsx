"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Failure } from "@/components/account/failure";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { fetchCardMutation } from "@/lib/imports/queries";
import type { PickedFile } from "./pick-files";

type Props = { onPick: (files: PickedFile[]) => void };
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** For who has no file at hand: on a phone, or with the text in the clipboard. */
export function PasteBox({ onPick }: Props) {
  const [text, setText] = useState("");
  const [path, setPath] = useState("");

  function read(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() === "") return;
    onPick([{ path: path.trim() === "" ? "pasted" : path.trim(), bytes: encode(text) }]);
    setText("");
    setPath("");
  }
  return (
    <form onSubmit={read} className="grid content-start gap-3">
      <Field label="Paste the text of a file" hint="It is read here. Nothing is sent yet.">
        <Textarea
          mono
          rows={5}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Field label="Its path" optional hint="Like shop/.mcp.json. The folder names the agent.">
        <Input mono autoComplete="off" maxLength={300} value={path} onChange={(event) => setPath(event.target.value)} />
      </Field>
      <div>
        <Button type="submit" disabledReason={text.trim() === "" ? "Paste something first" : undefined}>
          Read text
        </Button>
      </div>
    </form>
  );
}

/** The one thing the server fetches: browsers may not ask other sites themselves. */
export function CardAddress({ onPick }: Props) {
  const [url, setUrl] = useState("");
  const fetching = useMutation({
    ...fetchCardMutation,
    onSuccess: (card) => {
      onPick([{ path: card.url, bytes: encode(card.text) }]);
      setUrl("");
    },
  });

  function read(event: FormEvent): void {
    event.preventDefault();
    if (url.trim() !== "") fetching.mutate({ body: { url: url.trim() } });
  }
  return (
    <form onSubmit={read} className="grid content-start gap-3">
      <Field label="Agent card address" hint="The server reads it: https, a public address, 64 KiB at most.">
        <Input
          type="url"
          mono
          autoComplete="off"
          placeholder="https://…/.well-known/agent-card.json"
          maxLength={2_000}
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
      </Field>
      <Failure error={fetching.error} />
      <div>
        <Button
          type="submit"
          busy={fetching.isPending}
          busyText="Reading…"
          disabledReason={url.trim() === "" ? "Write the address first" : undefined}
        >
          Read card
        </Button>
      </div>
    </form>
  );
}

const commands = [
  {
    where: "In a repository",
    text: "git ls-files -co --exclude-standard '*.mcp.json' '*.claude/*' '*AGENTS.md' '*CLAUDE.md' '*agent-card.json'",
  },
  {
    where: "On a Mac or Linux",
    text: "find ~ -maxdepth 5 \\( -name .mcp.json -o -path '*/.claude/settings*.json' -o -name .claude.json \\) 2>/dev/null",
  },
  {
    where: "On Windows",
    text: "Get-ChildItem $HOME -Recurse -Depth 5 -Force -Include .mcp.json,.claude.json,settings*.json -ErrorAction Ignore | % FullName",
  },
] as const;

/** Where the files are. Each line prints paths and changes nothing. */
export function PathCommands() {
  return (
    <ul className="grid gap-3">
      {commands.map(({ where, text }) => (
        <li key={where} className="grid gap-1.5">
          <span className="text-dense font-medium">{where}</span>
          <CopyLine text={text} what={`the command: ${where.toLowerCase()}`} />
        </li>
      ))}
    </ul>
  );
}
