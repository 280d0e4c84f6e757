"use client";

import { ErrorPage, type ErrorPageProps } from "@/components/shell/page/error-page";
import { geistMono, geistSans } from "./fonts";
import "./globals.css";

/** The root layout itself failed: a document of its own, with nothing that could fail the same way. */
export default function GlobalError(props: ErrorPageProps) {
  return (
    <html lang="en" className={`${geistSans.variable} ${geistMono.variable}`}>
      <body>
        <title>Something failed · Ambit</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
