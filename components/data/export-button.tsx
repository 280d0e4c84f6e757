import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { DownloadIcon } from "@/components/ui/icons/actions";

/** The same rows and order as on the page, as the server writes them. Take the address from `buildUrl(operation, { query })`. */
export function ExportButton({ href, children = "Export CSV" }: { href: string; children?: string }) {
  return (
    <ButtonLink href={href as Route} download icon={<DownloadIcon />}>
      {children}
    </ButtonLink>
  );
}
