"use client";

import { createContext, type ReactNode, useContext } from "react";

const TimeZone = createContext("UTC");

/** The zone every `<Time>` below is written in. The server and the browser must be given the same one. */
export function TimeZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <TimeZone value={zone}>{children}</TimeZone>;
}

export function useTimeZone(): string {
  return useContext(TimeZone);
}
