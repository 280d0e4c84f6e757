import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

type Options = { challenge: string; rpId?: string; rp?: { id?: string }; user?: { id: string } };
/** What a test makes wrong on purpose. */
export type Faults = {
  origin?: string;
  rpId?: string;
  type?: string;
  verified?: boolean;
  counter?: number;
  userHandle?: string;
};

const flags = { present: 0x01, verified: 0x04, attested: 0x40 };
const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();

/** A passkey in software: one P-256 key that answers ceremonies as a browser with a platform authenticator does. */
export class Authenticator {
  readonly id = base64url(randomBytes(32));
  readonly #origin: string;
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  #counter = 0;
  #userHandle = "";

  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  register(options: Options, faults: Faults = {}) {
    this.#userHandle = options.user?.id ?? "";
    const credentialId = Buffer.from(this.id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(credentialId.length);
    const authData = Buffer.concat([
      this.#authData(options.rp?.id ?? "", faults, flags.attested),
      Buffer.alloc(16),
      length,
      credentialId,
      this.#coseKey(),
    ]);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", new Uint8Array(authData)],
    ]);
    const attestationObject = base64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]));
    const clientDataJSON = this.#clientData("webauthn.create", options, faults).toString("base64url");
    return this.#credential({ clientDataJSON, attestationObject, transports: ["internal"] });
  }

  answer(options: Options, faults: Faults = {}) {
    const authData = this.#authData(options.rpId ?? "", faults, 0);
    const clientData = this.#clientData("webauthn.get", options, faults);
    const signature = sign("sha256", Buffer.concat([authData, sha256(clientData)]), this.#privateKey);
    return this.#credential({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
      userHandle: faults.userHandle ?? this.#userHandle,
    });
  }

  #credential<R>(response: R) {
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key" as const,
      clientExtensionResults: {},
      authenticatorAttachment: "platform",
      response,
    };
  }

  #authData(rpId: string, faults: Faults, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(faults.counter ?? ++this.#counter);
    const set = flags.present | (faults.verified === false ? 0 : flags.verified) | more;
    return Buffer.concat([sha256(faults.rpId ?? rpId), Buffer.of(set), counter]);
  }

  #clientData(type: string, { challenge }: Options, faults: Faults): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: faults.type ?? type,
        challenge,
        origin: faults.origin ?? this.#origin,
        crossOrigin: false,
      }),
    );
  }

  /** COSE: an EC2 key (1: 2) for ES256 (3: -7) on P-256 (-1: 1). */
  #coseKey(): Uint8Array {
    const { x = "", y = "" } = this.#publicKey.export({ format: "jwk" });
    const coordinate = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64url"));
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]);
    return isoCBOR.encode(key as Parameters<typeof isoCBOR.encode>[0]);
  }
}
