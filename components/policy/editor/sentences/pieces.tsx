import { Fragment } from "react";
import { showHiddenCharacters } from "@/components/ui/fence";
import type { Piece } from "@/lib/policy/rules";

/** A sentence of parts: code in its box, the values that decide in bold. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) => (
    <Fragment key={at}>
      {at > 0 && !joins(pieces[at - 1], piece) && " "}
      <PieceText piece={piece} />
    </Fragment>
  ));
}

/** No space after an opening bracket, nor before a closing one or a comma. */
function joins(before: Piece | undefined, piece: Piece): boolean {
  if (before?.kind === "words" && before.text.endsWith("(")) return true;
  return piece.kind === "words" && (piece.text === ")" || piece.text === ",");
}

function PieceText({ piece: { kind, text } }: { piece: Piece }) {
  const shown = showHiddenCharacters(text);
  switch (kind) {
    case "words":
      return shown;
    case "value":
      return (
        <b translate="no" className="font-semibold">
          {shown}
        </b>
      );
    case "name":
      return (
        <span translate="no" className="underline decoration-dotted decoration-1 underline-offset-4">
          {shown}
        </span>
      );
    case "code":
      return <CodeChip text={text} />;
  }
}

/** The name of an action, a pattern or a part of a condition, as it stands in the text. */
export function CodeChip({ text }: { text: string }) {
  return (
    <code
      translate="no"
      className="rounded-tag bg-fill box-decoration-clone px-1 py-0.5 text-dense [overflow-wrap:anywhere] whitespace-pre-wrap forced:border"
    >
      {showHiddenCharacters(text)}
    </code>
  );
}
