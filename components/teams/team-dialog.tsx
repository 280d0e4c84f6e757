"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { NameDialog } from "@/components/settings/name-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { deleteTeamMutation, teamReads, updateTeamMutation } from "@/lib/teams/queries";
import type { Team } from "@/lib/teams/schema";
import { AddMember } from "./add-member";

export type TeamChange = "rename" | "delete" | "add";
type Props = { team: Team; onClose: () => void };

/** The dialog of one change to a team. */
export function TeamDialog({ change, ...props }: Props & { change: TeamChange }) {
  if (change === "rename") return <RenameTeam {...props} />;
  return change === "delete" ? <DeleteTeam {...props} /> : <AddMember {...props} />;
}

function RenameTeam({ team, onClose }: Props) {
  const refresh = useRefresh(teamReads);
  const rename = useMutation({
    ...updateTeamMutation,
    onSuccess: () => {
      showToast({ title: "Name saved" });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <NameDialog
      title="Rename this team"
      label="Name"
      hint={`The short name ${team.slug} stays.`}
      current={team.name}
      submitLabel="Save name"
      busy={rename.isPending}
      error={rename.error}
      onSubmit={(name) => rename.mutate({ params: { id: team.id }, body: { name }, version: team.version })}
      onClose={onClose}
    />
  );
}

function DeleteTeam({ team, onClose }: Props) {
  const router = useRouter();
  const refresh = useRefresh(teamReads);
  async function remove() {
    await deleteTeamMutation.mutationFn({ params: { id: team.id } });
    showToast({ title: "Team deleted", detail: team.name });
    router.push("/teams");
    void refresh();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Delete ${team.name}?`}
      confirmLabel="Delete team"
      busyText="Deleting…"
      danger
      onConfirm={remove}
    >
      Its members stay, with the roles they have. Whatever asks this team to decide will have nobody to ask. This cannot
      be undone.
    </ConfirmDialog>
  );
}
