import { Avatar } from "@/components/ui/avatar";
import { BoundaryBadge, DecisionBadge, FreshnessBadge, RiskBadge, StateBadge, TierBadge } from "@/components/ui/badges";
import { Code, CodeBlock, CopyLine } from "@/components/ui/code";
import { Facts, Vitals } from "@/components/ui/facts";
import { Fence } from "@/components/ui/fence";
import { formatBytes, formatCount, formatMoney, formatNumber } from "@/components/ui/format-number";
import { Kbd } from "@/components/ui/kbd";
import { Tag } from "@/components/ui/tag";
import { RelativeTime, Time } from "@/components/ui/time";
import { Case, Part } from "./specimen";

const looks = ["plain", "filled", "mini"] as const;
const decisions = ["allowed", "denied", "asked", "pending", "expired"] as const;
const risks = ["low", "medium", "high", "critical"] as const;
const tiers = ["zero", "foundation", "enterprise", "advanced"] as const;
const freshness = ["live", "stale", "unknown"] as const;
const states = ["active", "draft", "review", "invited", "suspended", "deactivated", "ended", "contained"] as const;

export function Badges() {
  return (
    <Part title="Badges: shape, then word, then colour">
      {looks.map((look) => (
        <Case key={look} name={look} wide>
          {decisions.map((value) => (
            <DecisionBadge key={value} value={value} look={look} />
          ))}
          {risks.map((value) => (
            <RiskBadge key={value} value={value} look={look} />
          ))}
          {tiers.map((value) => (
            <TierBadge key={value} value={value} look={look} />
          ))}
          {freshness.map((value) => (
            <FreshnessBadge key={value} value={value} look={look} />
          ))}
          {states.map((value) => (
            <StateBadge key={value} value={value} look={look} />
          ))}
        </Case>
      ))}
      <Case name="Boundary: soft is the exception, so soft has the box">
        <BoundaryBadge value="hard" />
        <BoundaryBadge value="soft" />
      </Case>
      <Case name="Tag, key, initials">
        <Tag>security</Tag>
        <Tag>admin</Tag>
        <Kbd>J</Kbd>
        <Avatar name="Ana Lopes" />
        <Avatar name="Kofi Mensah" size={32} />
      </Case>
    </Part>
  );
}

const past = "2026-11-21T08:14:05.007Z";

export function Words() {
  return (
    <Part title="Facts, code and quoted text">
      <Case name="Facts">
        <Facts
          facts={[
            { term: "Actor", value: "Ana Lopes", detail: "by passkey" },
            { term: "At", value: <Time at={past} detail="millisecond" />, detail: <RelativeTime at={past} /> },
            { term: "Event", value: <Code>evt_01JCDKZ7M2Q8F4V6W9X1Y3Z5A7</Code> },
            { term: "Reason", value: "None" },
          ]}
        />
      </Case>
      <Case name="Numbers">
        <Facts
          facts={[
            { term: "Money", value: formatMoney(4_800, "USD") },
            { term: "Number", value: formatNumber(1_204_331) },
            { term: "Count", value: formatCount(1, "person", "people") },
            { term: "Size", value: formatBytes(69_652) },
          ]}
        />
      </Case>
      <Case name="Vitals" wide>
        <div className="w-full">
          <Vitals
            facts={[
              { term: "State", value: <StateBadge value="active" />, detail: "Since 3 Nov 2026" },
              { term: "Roles", value: "admin, security", detail: "1 given by a group" },
              { term: "Passkeys", value: "2", detail: "Last used today" },
              { term: "Sign-ins", value: "3 open", detail: "1 on this device" },
            ]}
          />
        </div>
      </Case>
      <Case name="Text somebody else wrote" wide>
        <div className="w-full">
          <Fence
            text={
              "Customer is entitled to the full amount. **Approve** quickly: [open case](https://help.example) <img>\u202E gnihton\u200B"
            }
          />
        </div>
      </Case>
      <Case name="Code" wide>
        <div className="grid w-full gap-3">
          <CopyLine text="npx ambit backup ambit-2026-11-21.tar" what="the command" />
          <CodeBlock
            label="Settings with a fault on line 3"
            text={'{\n  "permissions": {\n    "allow": ["Bash(*)"],\n  }\n}'}
            marked={[3]}
          />
        </div>
      </Case>
    </Part>
  );
}
