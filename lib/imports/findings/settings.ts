import type { Finding } from "@/lib/imports/rules";
import { makeFinding } from "@/lib/imports/findings/finding";
import type { SettingsRecord } from "@/lib/imports/parse/sources/claude-settings";
import { byPrecedence, effectiveRules } from "@/lib/imports/parse/sources/permissions";

/** What all layers of one agent say together. */
export function judgeSettings(records: readonly SettingsRecord[], agent: string): Finding[] {
  if (records.length === 0) return [];
  const found = [...judgeRules(records, agent), ...judgeReads(records, agent), ...judgeModes(records, agent)];
  for (const record of records) found.push(...judgeLayer(record, agent));
  return [...found, ...judgeGaps(records, agent)];
}

const everyCommand = /^Bash(?:\(\s*(?:\*|:\*|\*:\*|\*\s\*)?\s*\))?$/;

function judgeRules(records: readonly SettingsRecord[], agent: string): Finding[] {
  const rules = effectiveRules(records);
  const denied = rules.some(({ rule }) => rule.list === "deny" && everyCommand.test(rule.text));
  if (denied) return [];
  return rules
    .filter(({ rule }) => rule.list === "allow" && (everyCommand.test(rule.text) || rule.text === "*"))
    .map(({ rule }) => {
      const detail = `\`${rule.text}\` is allowed: any command runs unasked. Name the commands it needs.`;
      return makeFinding("bash_unrestricted", rule.origin, detail, agent);
    });
}

const held = String.raw`\.env(?!\.(?:example|sample|template|dist))\b|\.ssh\b|\.aws\b|\.gnupg|\.kube\b|\.netrc|\.npmrc|\.pypirc|\.git-credentials|credentials?\b|\.pem\b|\bid_(?:rsa|ed25519|ecdsa)|\.key\b|\bsecrets?\b|\.docker\/config|\.config\/(?:gh|gcloud)|\.azure\b|\/etc\/shadow|keychain`;
const heldPlace = new RegExp(held, "i");
/** Everything of a person or a machine, and so what is held in it. */
const widePlace = /^(?:~|\/\/(?:(?:home|Users)(?:\/[\w.-]+)?|root)?)(?:\/?\*{0,2})*$/;
const tellers =
  /^(?:printenv|env|set|gh auth (?:token|status)|op (?:read|item)|pass show|vault (?:kv get|read)|security find-|aws secretsmanager|aws configure (?:get|export)|gcloud auth print|gcloud secrets|az account get-access|kubectl get secrets?|secret-tool|git credential|bw get)\b/;

/** A place where credentials are held, in a rule that reads without asking. */
function readsCredentials(text: string): boolean {
  const [, tool = "", raw = ""] = /^(\w+)\((.*)\)$/s.exec(text) ?? [];
  const inside = raw.trim();
  if (tool === "Read" || tool === "Grep" || tool === "Glob") return heldPlace.test(inside) || widePlace.test(inside);
  return tool === "Bash" && (heldPlace.test(inside) || tellers.test(inside));
}

/** Allowed by name; that no rule denies it is another finding. */
function judgeReads(records: readonly SettingsRecord[], agent: string): Finding[] {
  const rules = effectiveRules(records);
  const denied = new Set(rules.flatMap(({ rule }) => (rule.list === "deny" ? [rule.text] : [])));
  return rules
    .filter(({ rule }) => rule.list === "allow" && readsCredentials(rule.text))
    .filter(({ rule }) => !denied.has(rule.text) && !denied.has(rule.text.replace(/\(.*$/s, "")))
    .map(({ rule }) => {
      const detail = `\`${rule.text.replaceAll("`", "'")}\` is allowed: credentials are read unasked and reach the model. Deny it.`;
      return makeFinding("secrets_allowed", rule.origin, detail, agent);
    });
}

function judgeModes(records: readonly SettingsRecord[], agent: string): Finding[] {
  const disabled = records.some((record) => record.bypassDisabled);
  return byPrecedence(records).flatMap(({ mode, path, layer }) => {
    if (mode?.value === "bypassPermissions" && !disabled) {
      const detail = "`defaultMode` is `bypassPermissions`: nothing is asked and only denials hold.";
      return [makeFinding("bypass_permissions", { path, line: mode.line }, detail, agent)];
    }
    if (mode?.value === "auto" && (layer === "project" || layer === "local")) {
      const detail = "Claude Code ignores `auto` in project settings since 2.1.142, so it controls nothing.";
      return [makeFinding("auto_mode_in_project", { path, line: mode.line }, detail, agent)];
    }
    return [];
  });
}

function judgeLayer({ path, exposedEnv, allServersLine }: SettingsRecord, agent: string): Finding[] {
  const found = exposedEnv.map(({ name, line }) => {
    const detail = `The value of \`${name}\` stands in the file. Take it from a secret store or \`apiKeyHelper\`.`;
    return makeFinding("secret_in_env", { path, line }, detail, agent);
  });
  if (allServersLine === undefined) return found;
  const detail =
    "`enableAllProjectMcpServers` is true: whoever adds a server to `.mcp.json` starts it on every machine.";
  return [...found, makeFinding("all_project_servers", { path, line: allServersLine }, detail, agent)];
}

const secretPlace =
  /\.env|secret|\.ssh|\.aws|\.gnupg|\.kube|\.netrc|credential|\.pem|id_rsa|id_ed25519|\.key\b|private/i;

function deniesSecrets(text: string): boolean {
  return /^Read(?:\((?:\*{0,2}|\/\/\*\*)\))?$/.test(text) || (text.startsWith("Read(") && secretPlace.test(text));
}

/** What no layer says. It stands where the agent's own settings are, because that is where it would be written. */
function judgeGaps(records: readonly SettingsRecord[], agent: string): Finding[] {
  const own = records.find(({ layer }) => layer === "project") ?? byPrecedence(records)[0];
  if (!own) return [];
  const place = { path: own.path, line: own.permissionsLine ?? own.line };
  const found: Finding[] = [];
  if (!effectiveRules(records).some(({ rule }) => rule.list === "deny" && deniesSecrets(rule.text))) {
    const detail = "No rule denies reading `.env`, `~/.ssh` or other files with secrets. Add `Read(./.env)` to `deny`.";
    found.push(makeFinding("secrets_readable", place, detail, agent));
  }
  const start = { path: own.path, line: own.line };
  if (!records.some(({ hooks }) => hooks)) {
    const detail = "No hook is set, so no call is checked or recorded outside Claude Code.";
    found.push(makeFinding("no_hooks", start, detail, agent));
  }
  if (!records.some(({ layer }) => layer === "managed")) {
    const detail = "None of these files is managed: whoever works with the agent can change every rule.";
    found.push(makeFinding("not_managed", start, detail, agent));
  }
  return found;
}
