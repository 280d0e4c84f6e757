import { raise, type Reading } from "@/lib/imports/parse/reading";
import type { HookFacts } from "@/lib/imports/parse/sources/hooks";
import { isThisMachine } from "@/lib/imports/parse/sources/hosts";

const shown = 200;

/** A hook runs unasked, with the rights of whoever works with the agent: each is told, and where it calls to. */
export function judgeHook(reading: Reading, facts: HookFacts, on: boolean): void {
  const { line, holdsSecret, exposedHeaders } = facts;
  const named = nameHook(facts);
  if (on) judgeCall(reading, facts, named);
  if (holdsSecret) {
    const detail = `${named} has a credential in it, which every copy of the file and every process list shows.`;
    raise(reading, "secret_in_hook", line, detail);
  }
  for (const { name, line: at } of exposedHeaders)
    raise(reading, "secret_in_hook", at, `${named} sends a fixed \`${name}\`. Take it from a variable.`);
}

function judgeCall(reading: Reading, facts: HookFacts, named: string): void {
  const { line, calls, text, words } = facts;
  const hosts = [...new Set(words.flatMap((word, at) => hostsIn(word, words, at)))].filter(
    (host) => !isThisMachine(host),
  );
  const cut = `${text.slice(0, shown).replaceAll("`", "'")}${text.length > shown ? "…" : ""}`;
  const does =
    calls === "command"
      ? `runs \`${cut}\` unasked, with the rights of whoever works with the agent`
      : `calls \`${cut}\``;
  if (hosts.length === 0) raise(reading, "hook_command", line, `${named} ${does}.`);
  else {
    const list = hosts.slice(0, 10).map((host) => `\`${host}\``);
    raise(
      reading,
      "hook_outside",
      line,
      `${named} ${does}. It reaches ${list.join(", ")} and can send there what it is given.`,
    );
  }
}

function nameHook({ event, matcher }: HookFacts): string {
  const on = matcher === "" || matcher === "*" ? "" : ` on \`${matcher.replaceAll("`", "'")}\``;
  return `The hook \`${event.replaceAll("`", "'")}\`${on}`;
}

const address = /[a-z][a-z0-9+.-]*:\/\/(?:[^\s/?#@"'`]*@)?(\[[^\]]*\]|[^\s/?#:"'`@,;)]+)/gi;
const callers = /^(?:curl|wget|nc|ncat|netcat|telnet|ssh|scp|sftp|rsync|https?|xh|dig|nslookup|ping)$/;
const bareHost = /^(?:[\w.+-]+@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[:/?#]|$)/i;
/** A file that a caller writes or reads is no host, though it looks like one. */
const fileEnd = /\.(?:json|jsonl|txt|log|sh|py|js|ts|md|csv|xml|html|zip|gz|tar|pem|key|crt|ya?ml|tmp|out)$/i;

/** Addresses, and names without a scheme where the program before them is one that calls hosts. */
function hostsIn(word: string, words: readonly string[], at: number): string[] {
  const found = [...word.matchAll(address)].flatMap(([, host]) => host?.toLowerCase() ?? []);
  if (found.length > 0) return found;
  const host = bareHost.exec(word)?.[1]?.toLowerCase();
  if (host === undefined || fileEnd.test(host)) return [];
  const before = words.slice(0, at);
  const start = before.findLastIndex((one) => /^[;|&()<>]$/.test(one)) + 1;
  return before.slice(start).some((one) => callers.test(one.replace(/^.*\//, ""))) ? [host] : [];
}
