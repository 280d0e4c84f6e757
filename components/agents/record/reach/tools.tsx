"use client";

import type { ReactNode } from "react";
import { Section } from "@/components/shell/page/section";
import { BoundaryBadge, DecisionBadge } from "@/components/ui/badges";
import { Code } from "@/components/ui/code";
import { Facts } from "@/components/ui/facts";
import { showHiddenCharacters } from "@/components/ui/fence";
import { formatCount } from "@/components/ui/format-number";
import { PhoneLine, SimpleTable } from "@/components/ui/table";
import type { AgentRecord, DeclaredServer, DeclaredTool } from "@/lib/agents/schema";
import { NoneBox } from "../none-box";
import { useRecord } from "../use-record";

/** What its files say it may use. The words are the files' own, so they are shown literally. */
export function Tools() {
  const { tools, servers } = useRecord().record;
  return (
    <Section
      title="Declared tools"
      description="As the files it was imported from say it. A file only asks; what holds is its policy."
      aside={tools.length + servers.length === 0 ? undefined : countBoth({ tools, servers })}
    >
      {tools.length === 0 && servers.length === 0 ? (
        <div className="grid gap-3">
          <p className="text-muted">None declared.</p>
          <NoneBox part="tools" />
        </div>
      ) : (
        <div className="grid gap-6">
          {tools.length > 0 && <ToolTable tools={tools} />}
          {servers.map((server) => (
            <Server key={`${server.origin} ${server.name}`} server={server} />
          ))}
        </div>
      )}
    </Section>
  );
}

function countBoth({ tools, servers }: Pick<AgentRecord, "tools" | "servers">): string {
  return `${formatCount(tools.length, "tool", "tools")}, ${formatCount(servers.length, "tool server", "tool servers")}`;
}

const effects = { approve: "allowed", ask: "asked", prohibit: "denied" } as const;

function ToolTable({ tools }: { tools: readonly DeclaredTool[] }) {
  return (
    <SimpleTable
      label="Declared tools"
      columns={[
        { header: "Tool" },
        { header: "Its file says", width: "8rem" },
        { header: "Held by", width: "6rem", phone: "hidden" },
        { header: "From", width: "30%", phone: "hidden" },
      ]}
      rows={tools.map((tool) => ({ id: `${tool.server} ${tool.name}`, cells: describeTool(tool) }))}
    />
  );
}

function describeTool({ name, effect, hard, origin }: DeclaredTool): ReactNode[] {
  const from = origin === "" ? "Not known" : origin;
  return [
    <div key="name">
      <Literal text={name} />
      <PhoneLine>
        {effect !== null && <>Held {hard ? "hard" : "soft"}. </>}
        From <Literal text={from} />
      </PhoneLine>
    </div>,
    effect === null ? (
      <span key="effect" className="text-muted">
        Nothing
      </span>
    ) : (
      <DecisionBadge key="effect" value={effects[effect]} />
    ),
    effect === null ? "Nothing" : <BoundaryBadge key="hard" value={hard ? "hard" : "soft"} />,
    <Literal key="from" text={from} />,
  ];
}

function Server({ server }: { server: DeclaredServer }) {
  const { name, transport, command, url, variables, headers, origin } = server;
  const names = (list: DeclaredServer["variables"]) => list.map((one) => one.name).join(", ");
  return (
    <div className="grid gap-3 rounded-card border border-hairline p-4">
      <h3 className="font-medium [overflow-wrap:anywhere]">
        Tool server <Literal text={name} />
      </h3>
      <Facts
        facts={[
          { term: "Speaks", value: transport === "" ? "Not known" : transport },
          ...(command === "" ? [] : [{ term: "Runs", value: <Literal text={command} /> }]),
          ...(url === "" ? [] : [{ term: "At", value: <Literal text={url} /> }]),
          {
            term: "Variables",
            value: variables.length === 0 ? "None" : <Literal text={names(variables)} />,
            ...(variables.length === 0 ? {} : { detail: "Names only: no value ever left the browser." }),
          },
          { term: "Headers", value: headers.length === 0 ? "None" : <Literal text={names(headers)} /> },
          { term: "From", value: <Literal text={origin === "" ? "Not known" : origin} /> },
        ]}
      />
    </div>
  );
}

/** Somebody else's words: literal, hidden characters visible. */
function Literal({ text }: { text: string }) {
  return (
    <span className="[overflow-wrap:anywhere]">
      <Code>{showHiddenCharacters(text)}</Code>
    </span>
  );
}
