import * as actionIcons from "@/components/ui/icons/actions";
import type { Icon } from "@/components/ui/icons/draw";
import * as placeIcons from "@/components/ui/icons/places";
import * as stateIcons from "@/components/ui/icons/states";
import { type Tone, toneClass } from "@/components/ui/tone";
import { Case, Part } from "./specimen";

const surfaces = { canvas: "bg-canvas", surface: "bg-surface", sunken: "bg-sunken", overlay: "bg-overlay" } as const;
const texts = { fg: "text-fg", muted: "text-muted", subtle: "text-subtle", link: "text-link" } as const;

export function Colours() {
  return (
    <Part title="Colour">
      <Case name="Four surfaces, four texts on each" wide>
        {Object.entries(surfaces).map(([name, look]) => (
          <div key={name} className={`${look} min-w-36 flex-1 rounded-card border border-hairline p-3`}>
            <p className="mb-1 font-medium">{name}</p>
            {Object.entries(texts).map(([text, colour]) => (
              <p key={text} className={`text-dense ${colour}`}>
                {text} 0123
              </p>
            ))}
          </div>
        ))}
      </Case>
      <Case name="Roles: text on tint with its border, and text on solid" wide>
        {(Object.keys(toneClass) as Tone[]).map((tone) => (
          <span
            key={tone}
            className={`${toneClass[tone]} inline-flex overflow-hidden rounded-control border border-tone-border text-dense`}
          >
            <span className="bg-tone-bg px-2 py-1 text-tone-fg">{tone}</span>
            <span className="bg-tone-solid px-2 py-1 text-tone-on">solid</span>
          </span>
        ))}
      </Case>
    </Part>
  );
}

const scale = [
  { look: "text-figure font-semibold", words: "Figure 32/40, 4,800" },
  { look: "text-title font-semibold", words: "Page title 24/32" },
  { look: "text-effect font-semibold", words: "Effect sentence 20/26" },
  { look: "text-section font-semibold", words: "Section 18/26" },
  { look: "text-large", words: "Card body on phones 16/24" },
  { look: "text-body", words: "Body 14/20, weight 400, " },
  { look: "text-dense", words: "Table cell 13/20" },
  { look: "text-small", words: "Second line and table head 12/16" },
  { look: "text-caption", words: "Caption 11/16" },
  { look: "font-mono text-dense", words: "Mono for ids and code: evt_01J0O 0O1lI" },
];

export function Type() {
  return (
    <Part title="Type">
      <Case name="Scale" wide>
        <div className="grid gap-1.5">
          {scale.map(({ look, words }) => (
            <p key={look} className={look}>
              {words}
            </p>
          ))}
        </div>
      </Case>
    </Part>
  );
}

export function Icons() {
  return (
    <Part title="Icons">
      <Sheet name="Places" icons={placeIcons} />
      <Sheet name="Actions" icons={actionIcons} />
      <Sheet name="States" icons={stateIcons} />
    </Part>
  );
}

function Sheet({ name, icons }: { name: string; icons: Readonly<Record<string, Icon>> }) {
  return (
    <Case name={name} wide>
      {Object.entries(icons).map(([word, Drawing]) => (
        <span key={word} className="inline-flex w-36 items-center gap-2 text-small text-subtle">
          <Drawing className="text-fg" />
          {word.replace(/Icon$/u, "")}
        </span>
      ))}
    </Case>
  );
}
