import { drawLine, drawSolid } from "./draw";

/* Decision: filled shapes, each with its own outline, because deny and critical are both red. */
export const AllowedIcon = /* @__PURE__ */ drawSolid(
  <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.9 5.1-4.6 4.6a.8.8 0 0 1-1.1 0L4.1 8.6l1.1-1.1 1.55 1.55L10.8 5z" />,
);
export const DeniedIcon = /* @__PURE__ */ drawSolid(
  <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM4.3 7v2h7.4V7z" />,
);
export const AskIcon = /* @__PURE__ */ drawSolid(
  <path d="M8 .8 2.25 2.9v4.6c0 3.5 2.3 6.3 5.75 7.7 3.45-1.4 5.75-4.2 5.75-7.7V2.9zM8 4.2l3.2 3.2-1.1 1.1-1.3-1.3v4.3H7.2V7.2L5.9 8.5 4.8 7.4z" />,
);
export const PendingIcon = /* @__PURE__ */ drawSolid(
  <path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm.8 3v3.6l2.5 1.5-.8 1.35L7.2 8.45V4z" />,
);
export const ExpiredIcon = /* @__PURE__ */ drawSolid(<path d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM4.3 7v2h7.4V7z" />);

/* Risk: four bars, as many filled as the risk is high. */
const bars = [
  { x: 0.5, y: 11 },
  { x: 4.5, y: 8 },
  { x: 8.5, y: 5 },
  { x: 12.5, y: 2 },
];
function drawBars(filled: number) {
  return drawSolid(
    bars.map(({ x, y }, index) =>
      index < filled ? (
        <rect key={x} x={x} y={y} width="3" height={14 - y} rx=".5" />
      ) : (
        <rect key={x} x={x + 0.5} y={y + 0.5} width="2" height={13 - y} fill="none" stroke="currentColor" />
      ),
    ),
  );
}
export const RiskLowIcon = /* @__PURE__ */ drawBars(1);
export const RiskMediumIcon = /* @__PURE__ */ drawBars(2);
export const RiskHighIcon = /* @__PURE__ */ drawBars(3);
export const RiskCriticalIcon = /* @__PURE__ */ drawBars(4);

/* Tier: chevrons standing on a base line; Tier 0 is the base line, broken. */
export const TierZeroIcon = /* @__PURE__ */ drawLine(<path d="M2 10.5h3.5M10.5 10.5H14M6.5 13l3-5" />);
export const TierFoundationIcon = /* @__PURE__ */ drawLine(
  <path d="M2 11.75h12M3 8.75 8 5l5 3.75" strokeWidth="1.75" />,
);
export const TierEnterpriseIcon = /* @__PURE__ */ drawLine(
  <path d="M2.5 12.5h11M3.5 9.75 8 7l4.5 2.75M3.5 6.5 8 3.75l4.5 2.75" />,
);
export const TierAdvancedIcon = /* @__PURE__ */ drawLine(
  <path d="M2.5 14h11M3.5 11.25 8 8.5l4.5 2.75M3.5 8 8 5.25 12.5 8M3.5 4.75 8 2l4.5 2.75" />,
);

/* Boundary: a lock is enforced outside the model, a speech bubble only asks it. */
export const HardIcon = /* @__PURE__ */ drawSolid(
  <path d="M5 7V5a3 3 0 0 1 6 0v2h.5A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7zm1.5 0h3V5a1.5 1.5 0 0 0-3 0z" />,
);
export const SoftIcon = /* @__PURE__ */ drawLine(
  <path d="M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7l-3 2.75V11H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z" />,
);

/* Freshness: ring, arc, dashed ring. */
export const LiveIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none" />
  </>,
);
export const StaleIcon = /* @__PURE__ */ drawLine(<path d="M8 2.5A5.5 5.5 0 1 1 2.5 8M8 8V5" />);
export const UnknownIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="5.5" strokeDasharray="2.7 1.62" strokeLinecap="butt" />
    <path d="M6.7 6.9a1.3 1.3 0 1 1 1.9 1.15c-.42.25-.6.45-.6.85M8 10.4h.01" />
  </>,
);

/* State of a record. */
export const ActiveIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <circle cx="8" cy="8" r="2.75" fill="currentColor" stroke="none" />
  </>,
);
export const DraftIcon = /* @__PURE__ */ drawLine(
  <circle cx="8" cy="8" r="5.5" strokeDasharray="2.7 1.62" strokeLinecap="butt" />,
);
export const ReviewIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 4.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" stroke="none" />
  </>,
);
export const SuspendedIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M6.6 6v4M9.4 6v4" />
  </>,
);
export const EndedIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M5.75 8h4.5" />
  </>,
);
export const ContainedIcon = /* @__PURE__ */ drawLine(
  <>
    <path strokeWidth="2" d="M13 13H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3h4a3 3 0 0 1 3 3z" />
    <circle cx="8" cy="8" r="1.75" fill="currentColor" stroke="none" />
  </>,
);
export const GapIcon = /* @__PURE__ */ drawLine(<path d="M8 2.25 14.25 13.25H1.75zM8 6.5v3M8 11.3h.01" />);
export const InfoIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M8 7.5v3.5M8 5h.01" />
  </>,
);
export const ClockIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M8 4.75V8l2.25 1.5" />
  </>,
);
