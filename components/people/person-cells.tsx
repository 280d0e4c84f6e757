import { roleWords } from "@/components/account/words";
import { Badge } from "@/components/ui/badge";
import { StateBadge } from "@/components/ui/badges";
import { EndedIcon, GapIcon } from "@/components/ui/icons/states";
import { Tag } from "@/components/ui/tag";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import type { Person } from "@/lib/people/schema";

/** Who it is; what stands in the way of their working here comes before the address. */
export function PersonCell({ person }: { person: Person }) {
  return (
    <TwoLines
      first={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink href={`/people/${person.id}`} plain>
            {person.name}
          </TextLink>
          {person.sample && (
            <span className="-my-0.5 inline-flex">
              <Tag>Sample</Tag>
            </span>
          )}
        </span>
      }
      second={
        <>
          <PersonException person={person} /> {person.email}
        </>
      }
    />
  );
}

function PersonException({ person }: { person: Person }) {
  if (person.state === "erased") {
    return (
      <Badge look="mini" icon={EndedIcon}>
        Erased
      </Badge>
    );
  }
  if (person.state === "deactivated") return <StateBadge value="deactivated" look="mini" />;
  if (person.invitation?.expired) {
    return (
      <Badge look="mini" tone="deny" icon={GapIcon}>
        Invitation ran out
      </Badge>
    );
  }
  if (person.state === "invited") return <StateBadge value="invited" look="mini" />;
  if (person.approvals_blocked_until === null) return null;
  return (
    <>
      <Badge look="mini" tone="pending" icon={GapIcon}>
        May not approve
      </Badge>{" "}
      until <Time at={person.approvals_blocked_until} />,
    </>
  );
}

export function RoleNames({ roles }: { roles: Person["roles"] }) {
  if (roles.length === 0) return <span className="text-subtle">None</span>;
  return roles.map((role) => roleWords[role].name).join(", ");
}

/** Each name leads to its team. */
export function TeamNames({ teams }: { teams: Person["teams"] }) {
  if (teams.length === 0) return <span className="text-subtle">None</span>;
  return teams.map(({ id, name, lead }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <TextLink href={`/teams/${id}`} plain>
        {name}
      </TextLink>
      {lead && " (lead)"}
    </span>
  ));
}
