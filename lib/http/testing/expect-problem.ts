import { expect } from "vitest";

/** Holds a response to the form of every problem and gives its document. */
export async function expectProblem(
  response: Response,
  status: number,
  code: string,
): Promise<Record<string, unknown>> {
  const problem = (await response.json()) as Record<string, unknown>;
  expect({ status: response.status, type: problem["type"] }).toEqual({ status, type: `urn:ambit:problem:${code}` });
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(problem["instance"]).toBe(`urn:ambit:request:${response.headers.get("x-request-id")}`);
  return problem;
}
