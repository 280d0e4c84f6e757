export const person = { id: "per_01KAKZ3J2C6X9A4M7Q1S5D8G0H", name: "Kofi Mensah" } as const;
export const signInId = "sgn_01KAKZ3QW7E5R2T9Y4M1N8B6V3";
export const passkeyId = "pky_01KAKZ4A6S8D2F5G9H1J3K7M0N";

export const ceremony = {
  challenge_id: "q3mF7w1k5Zb0yV8tC2nR6dJ4xL9sH-PaUeGoIiTzQkM",
  options: {
    challenge: "0c7Wb2mQd5f9h1k3n6p8r4t7v0x2z5B8D1G4J7M0Q3S",
    rpId: "ambit.example.org",
    timeout: 300_000,
    userVerification: "required",
  },
} as const;

const credential = {
  id: "h2J5l8o1R4u7X0a3",
  rawId: "h2J5l8o1R4u7X0a3",
  type: "public-key",
  clientExtensionResults: {},
} as const;

export const assertion = {
  challenge_id: ceremony.challenge_id,
  response: {
    ...credential,
    response: { clientDataJSON: "eyJ0eXBlIjoi", authenticatorData: "SZYN5YgOjGh0", signature: "MEUCIQDr" },
  },
} as const;

export const newPasskey = {
  challenge_id: ceremony.challenge_id,
  name: "Laptop",
  response: {
    ...credential,
    response: { clientDataJSON: "eyJ0eXBlIjoi", attestationObject: "o2NmbXRkbm9u", transports: ["internal"] },
  },
} as const;
