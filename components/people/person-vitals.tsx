import { type Fact, Vitals } from "@/components/ui/facts";
import { RelativeTime, Time } from "@/components/ui/time";
import type { Person } from "@/lib/people/schema";

export function PersonVitals({ person }: { person: Person }) {
  const { last_seen_at: seen, passkeys, created_at: added } = person;
  const facts: Fact[] = [
    { term: "Last seen", value: seen === null ? "Never" : <RelativeTime at={seen} /> },
    { term: "Passkeys", value: passkeys === 0 ? "None" : passkeys },
    { term: "Added", value: <Time at={added} detail="day" /> },
  ];
  return <Vitals facts={facts} />;
}
