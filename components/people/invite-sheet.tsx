"use client";

import { useState } from "react";
import type { InvitedPerson } from "@/lib/people/schema";
import { InviteForm } from "./invite-form";
import { NewInvitationDialog } from "./new-invitation-dialog";
import type { TeamChoice } from "./person-filters";

type Props = { teams: readonly TeamChoice[]; mailed: boolean; onClose: () => void };

/** Asks who, then shows the address that lets them in: this once. */
export function InviteSheet({ teams, mailed, onClose }: Props) {
  const [invited, setInvited] = useState<InvitedPerson | null>(null);
  if (invited === null) return <InviteForm teams={teams} mailed={mailed} onInvited={setInvited} onClose={onClose} />;
  return <NewInvitationDialog person={invited} invitation={invited.new_invitation} onClose={onClose} />;
}
