import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { buildDocument } from "@/lib/openapi/document";
import { documented } from "@/lib/openapi/route-operations";

/** A copy as a reader of the JSON gets it, so that the validator may not be helped by our types. */
function readDocument(): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(buildDocument(documented, { publicUrl: "http://localhost:3000", version: "0.0.0" })),
  ) as Record<string, unknown>;
}

test("the document is OpenAPI 3.1 by the official schema", async () => {
  const validator = new Validator();
  const result = await validator.validate(readDocument());
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("the validator refuses a broken one", async () => {
  const { valid } = await new Validator().validate({
    ...readDocument(),
    paths: { "/healthz": { get: { parameters: "none" } } },
  });
  expect(valid).toBe(false);
});
