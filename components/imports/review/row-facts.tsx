import { showHiddenCharacters } from "@/components/ui/fence";
import type { DraftAgent, DraftServer } from "@/lib/imports/rules";
import { effectWords } from "./change-words";
import { countOf, countRules } from "../words";
import { reachedBy } from "../write-row";

/** What a draft holds, in one line that opens. Of a variable or header there is its name, never its value. */
export function RowFacts({ agent }: { agent: DraftAgent }) {
  const { tools, servers, origins, address } = agent;
  const systems = reachedBy(agent);
  const { tools: given, deny } = countRules(tools);
  const sealed = servers.reduce((sum, { env, headers }) => sum + secretsOf(env) + secretsOf(headers), 0);
  const parts = [
    ...(given > 0 ? [countOf(given, "tool", "tools")] : []),
    ...(deny > 0 ? [countOf(deny, "deny rule", "deny rules")] : []),
    ...(servers.length > 0 ? [countOf(servers.length, "server", "servers")] : []),
    ...(systems.length > 0 ? [countOf(systems.length, "system", "systems")] : []),
    ...(sealed > 0 ? [`${countOf(sealed, "value", "values")} removed`] : []),
  ];
  const paths = [...new Set(origins.map(({ path }) => path))];
  const from = paths.slice(0, 2).map(showHiddenCharacters).join(", ");
  return (
    <details className="mt-1 text-small text-subtle">
      <summary className="cursor-pointer py-1 [overflow-wrap:anywhere]">
        {[...parts, `from ${from}${paths.length > 2 ? ` and ${paths.length - 2} more` : ""}`].join(", ")}
      </summary>
      <div translate="no" className="grid gap-1 ps-3 pt-1 text-dense text-muted [overflow-wrap:anywhere]">
        {tools.slice(0, 40).map(({ name, effect }, at) => (
          <span key={at}>
            {effect === null ? "" : `${effectWords[effect]} `}
            <code>{showHiddenCharacters(name)}</code>
          </span>
        ))}
        {tools.length > 40 && <span>and {tools.length - 40} more</span>}
        {servers.slice(0, 40).map((server, at) => (
          <ServerLine key={at} server={server} />
        ))}
        {systems.length > 0 && <span>Reaches {systems.slice(0, 40).map(showHiddenCharacters).join(", ")}</span>}
        {address !== undefined && (
          <span>
            Is reached at <code>{showHiddenCharacters(address)}</code>
          </span>
        )}
        {tools.length + servers.length + systems.length === 0 && <span>No tools, servers or systems are named.</span>}
      </div>
    </details>
  );
}

const secretsOf = (list: DraftServer["env"]): number => list.filter(({ reference }) => !reference).length;

function ServerLine({ server }: { server: DraftServer }) {
  const { name, command, args, url, env, headers } = server;
  const how = command === undefined ? (url ?? "") : [command, ...(args ?? [])].join(" ");
  return (
    <span>
      Server <code>{showHiddenCharacters(name)}</code> <code>{showHiddenCharacters(how).slice(0, 300)}</code>
      {[...env, ...headers].map((one, at) => (
        <span key={at}>
          {" "}
          <code>
            {one.name}
            {one.reference ? "" : "=••••"}
          </code>
        </span>
      ))}
    </span>
  );
}
