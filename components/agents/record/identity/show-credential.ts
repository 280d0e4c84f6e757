import type { Identity } from "@/lib/agents/schema";

/** What is copied is the thing itself, as other tools take it: not the line by which credentials are compared. */
export function showCredential({ kind, credential, detail }: Pick<Identity, "kind" | "credential" | "detail">): {
  text: string;
  beside: string;
} {
  const read = (member: string): string => (typeof detail[member] === "string" ? detail[member] : "");
  switch (kind) {
    case "spiffe":
      return { text: read("spiffe_id") || credential.replace(/^spiffe:(?=spiffe:)/u, ""), beside: "" };
    case "public_key":
      return {
        text: read("thumbprint") || credential.replace(/^jkt:/u, ""),
        beside: "The key's thumbprint (RFC 7638).",
      };
    case "federated": {
      const audience = read("audience");
      const beside = [`Subject of ${read("issuer")}`, ...(audience === "" ? [] : [`for ${audience}`])].join(", ");
      return { text: read("subject") || credential, beside: `${beside}.` };
    }
    case "label":
      return { text: read("label") || credential.replace(/^label:/u, ""), beside: "" };
  }
}
