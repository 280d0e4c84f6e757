"use client";

import { useQuery } from "@tanstack/react-query";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { teamPageQuery } from "@/lib/teams/queries";

const most = 200;

export function useTeams() {
  return useQuery(teamPageQuery({ limit: most })).data?.data ?? [];
}

type Props = { team: string | null; fault: string | undefined; onChange: (team: string | null) => void };

export function TeamField({ team, fault, onChange }: Props) {
  const teams = useTeams();
  const options = [
    { value: "", label: "No team" },
    ...teams.map(({ id, name }) => ({ value: id, label: name })),
    // While the teams are read, or where there are more than one page of them, the one it has stays chosen.
    ...(team === null || teams.some(({ id }) => id === team) ? [] : [{ value: team, label: "The team it has" }]),
  ];
  return (
    <Field label="Team" hint="Who leads the team is proposed when an owner leaves." error={fault}>
      <Select
        options={options}
        value={team ?? ""}
        onChange={({ target: { value } }) => onChange(value === "" ? null : value)}
      />
    </Field>
  );
}
