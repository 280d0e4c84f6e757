import { AppError } from "@/lib/core/errors";
import { deriveKey } from "@/lib/crypto/derive-key";
import { closeBox, openBox } from "@/lib/crypto/secret-box";

/** What a secret is kept for, and whose it is: a sealed value moved to another row does not open there. */
export type SealedPlace = { purpose: string; id: string };

/** Seals what the database must hold but not know, under a key that is not in the database. */
export type Sealer = {
  seal: (place: SealedPlace, content: Uint8Array) => Uint8Array<ArrayBuffer>;
  open: (place: SealedPlace, sealed: Uint8Array) => Uint8Array<ArrayBuffer>;
};

export function createSealer(secret: string): Sealer {
  if (secret === "") throw new Error("The base key was not read: start-up reads AMBIT_SECRET or the data folder's.");
  const keyFor = (purpose: string): Uint8Array => deriveKey(secret, `seal/${purpose}`);
  return {
    seal: (place, content) => closeBox(keyFor(place.purpose), content, writePlace(place)),
    open(place, sealed) {
      const content = openBox(keyFor(place.purpose), sealed, writePlace(place));
      if (content !== undefined) return content;
      throw new AppError(
        "unavailable",
        "AMBIT_SECRET is not the base key this installation's secrets were sealed under, or a sealed value was damaged.",
      );
    },
  };
}

function writePlace({ purpose, id }: SealedPlace): Uint8Array {
  return new TextEncoder().encode(JSON.stringify([purpose, id]));
}
