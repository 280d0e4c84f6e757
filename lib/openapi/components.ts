import { problems } from "@/lib/core/errors";

const text = { type: "string" } as const;
const header = (description: string, schema: object = text) => ({ description, schema });
const parameter = (name: string, place: "header" | "query", description: string, schema: object, required = false) => ({
  name,
  in: place,
  description,
  required,
  schema,
});

/** What many operations of the OpenAPI document refer to. */
export const sharedComponents = {
  securitySchemes: {
    session: {
      type: "apiKey",
      in: "cookie",
      name: "ambit-session",
      description:
        "A person's own browser session; `__Host-ambit-session` on https. Writes are taken from the console's own origin only.",
    },
  },
  headers: {
    RequestId: header("Names this request in the log; the caller's own, if it sent a usable one."),
    ETag: header("The version, then a hash of this representation; send it back as If-Match."),
    Location: header("Where what was made can be read."),
    RetryAfter: header("Seconds to wait.", { type: "integer", minimum: 1 }),
    WwwAuthenticate: header("How to sign in."),
  },
  parameters: {
    RequestId: parameter("X-Request-Id", "header", "A name of the caller's for the request.", text),
    IfMatch: parameter(
      "If-Match",
      "header",
      "The ETag that was read, or a list of them. `*` is refused.",
      { ...text, examples: ['"v3"'] },
      true,
    ),
    IfNoneMatch: parameter("If-None-Match", "header", "Answers 304 if the representation is still this one.", text),
    IdempotencyKey: parameter(
      "Idempotency-Key",
      "header",
      "Kept for 24 hours: the same key with the same body is carried out once, and answered with the resource as it is now, or 410 once that is gone. A code or link is not shown again.",
      { ...text, minLength: 1, maxLength: 128, pattern: "^[\\x21-\\x7E]+$" },
    ),
    Format: parameter("format", "query", "`csv` answers the whole list as a file, as does `Accept: text/csv`.", {
      enum: ["json", "csv"],
      default: "json",
    }),
  },
  schemas: {
    Problem: {
      type: "object",
      description: "RFC 9457.",
      required: ["type", "title", "status", "detail", "instance"],
      properties: {
        type: { enum: Object.keys(problems).map((code) => `urn:ambit:problem:${code}`) },
        title: text,
        status: { type: "integer" },
        detail: text,
        instance: { ...text, pattern: "^urn:ambit:request:" },
        errors: { type: "array", items: { $ref: "#/components/schemas/Fault" } },
      },
    },
    Fault: {
      type: "object",
      description: "One fault of the input.",
      required: ["pointer", "code", "detail"],
      properties: {
        pointer: {
          ...text,
          description: "JSON pointer into the body, or `/` and the query key; empty for the request as a whole.",
        },
        code: text,
        detail: text,
      },
    },
  },
} as const;
