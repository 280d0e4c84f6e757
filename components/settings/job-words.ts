import type { ListDefinition, ListValues } from "@/components/data/list-url";
import type { JobPageInput } from "@/lib/jobs/queries";
import { type JobState, jobStates } from "@/lib/jobs/rules";

const names: Readonly<Record<string, string>> = {
  housekeeping: "Forget what has expired",
  mail_sign_in_link: "Mail a sign-in link",
  mail_invitation: "Mail an invitation",
  mail_passkeys_reset: "Tell about reset passkeys",
  close_ungoverned: "Close agents nobody answers for",
  release_holdings: "End what somebody who left held",
  remind_owners: "Ask for mails about confirmations",
  mail_ownership_asked: "Mail a question to answer for agents",
  mail_confirmation: "Mail what has to be confirmed",
  mail_succession: "Mail that somebody else accepted what was theirs",
  rederive_agents: "Work out what a changed system or team means for its agents",
  directory_moves: "Move people as the directory's groups say",
};

/** What the job does; one this build has no words for is called by its name. */
export function describeJob(name: string): string {
  return names[name] ?? name.replaceAll("_", " ");
}

export const jobStateWords: Readonly<Record<JobState, string>> = {
  waiting: "Waiting",
  retrying: "Will be tried again",
  running: "Running",
  failed: "Failed for good",
};

export const jobListDefinition: ListDefinition = {
  sorts: ["-id"],
  filters: [
    {
      key: "state",
      label: "State",
      kind: "choice",
      options: jobStates.map((value) => ({ value, label: jobStateWords[value] })),
    },
  ],
};

export function readJobQuery({ filters, cursor }: ListValues): JobPageInput {
  return {
    ...(filters["state"] ? { state: [...filters["state"]] as JobState[] } : {}),
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
