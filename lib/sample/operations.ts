import { defineOperation } from "@/lib/http/operation";
import { Sample } from "@/lib/sample/schema";

const tag = "Sample data";
const access = { kind: "permission", action: "sample.manage" } as const;
const present = {
  present: true,
  agents: 7,
  systems: 3,
  people: 9,
  teams: 3,
  decisions: 12480,
  abilities: ["delete"],
} as const;
const absent = {
  present: false,
  agents: 0,
  systems: 0,
  people: 0,
  teams: 0,
  decisions: 0,
  abilities: ["add"],
} as const;

export const sampleOperations = {
  getSample: defineOperation({
    id: "getSample",
    method: "GET",
    path: "/api/v1/sample",
    summary: "Whether the sample data is there, and how much of it",
    tag,
    access,
    output: Sample,
    status: 200,
    example: { output: present },
  }),
  addSample: defineOperation({
    id: "addSample",
    method: "POST",
    path: "/api/v1/sample",
    summary: "Add the sample data: marked records to look around with, written as if over the last weeks",
    tag,
    access,
    output: Sample,
    status: 201,
    personOnly: true,
    audits: ["sample.created"],
    problems: ["conflict"],
    example: { output: present },
  }),
  deleteSample: defineOperation({
    id: "deleteSample",
    method: "DELETE",
    path: "/api/v1/sample",
    summary: "Delete all of the sample data; its audit events stay",
    tag,
    access,
    output: Sample,
    status: 200,
    personOnly: true,
    audits: ["sample.deleted"],
    problems: ["conflict"],
    example: { output: absent },
  }),
};
