/** RFC 7644 table 9, as far as this service provider says them. */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** A refusal in the words of SCIM. It becomes the body of RFC 7644 3.12 and nothing else. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail);
    this.name = "ScimError";
    this.status = status;
    this.scimType = scimType;
  }
}

export function refuseInput(scimType: ScimType, detail: string): ScimError {
  return new ScimError(400, detail, scimType);
}

export const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

export function writeError({ status, scimType, message }: ScimError): Record<string, unknown> {
  return {
    schemas: [errorSchema],
    status: String(status),
    ...(scimType === undefined ? {} : { scimType }),
    detail: message,
  };
}
