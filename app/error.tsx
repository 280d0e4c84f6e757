"use client";

import { ErrorPage, type ErrorPageProps } from "@/components/shell/page/error-page";

export default function PageError(props: ErrorPageProps) {
  return <ErrorPage {...props} />;
}
