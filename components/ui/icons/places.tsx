import { drawLine, drawSolid } from "./draw";

/** The mark: a region with one square foot, and the agent inside it. */
export const MarkIcon = /* @__PURE__ */ drawSolid(
  <>
    <path d="M5 1h6a4 4 0 0 1 4 4v10H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4Zm0 2a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h8V5a2 2 0 0 0-2-2Z" />
    <circle cx="8" cy="8" r="2" />
  </>,
);

export const ApprovalsIcon = /* @__PURE__ */ drawLine(
  <path d="M2 9.5h3.2l1 2h3.6l1-2H14M3.9 3h8.2L14 9.3V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V9.3z" />,
);

export const AgentsIcon = /* @__PURE__ */ drawLine(
  <>
    <path d="M13.25 13.25h-7.5a3 3 0 0 1-3-3v-4.5a3 3 0 0 1 3-3h4.5a3 3 0 0 1 3 3z" />
    <circle cx="8" cy="8" r="1.6" fill="currentColor" stroke="none" />
  </>,
);

export const PoliciesIcon = /* @__PURE__ */ drawLine(<path d="M3.5 2.5h9v11h-9zM6 5.75h4M6 8h4M6 10.25h2" />);

export const SupplyChainIcon = /* @__PURE__ */ drawLine(<path d="m8 2 6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3" />);

export const ActivityIcon = /* @__PURE__ */ drawLine(<path d="M1.75 8h3l2-5 2.75 10 2-5h2.75" />);

export const IncidentsIcon = /* @__PURE__ */ drawLine(<path d="M3.5 14V2.5h9l-2 3 2 3h-9" />);

export const PostureIcon = /* @__PURE__ */ drawLine(<path d="M2.8 12.5a6 6 0 1 1 10.4 0M8 9.5l2.5-3.25" />);

export const EvidenceIcon = /* @__PURE__ */ drawLine(
  <path d="M6.75 9.25a2.5 2.5 0 0 0 3.54 0l2.12-2.12a2.5 2.5 0 0 0-3.54-3.54l-.87.87M9.25 6.75a2.5 2.5 0 0 0-3.54 0L3.59 8.87a2.5 2.5 0 0 0 3.54 3.54l.87-.87" />,
);

export const SettingsIcon = /* @__PURE__ */ drawLine(
  <>
    <path d="M2 5h5M12 5h2M2 11h2M9 11h5" />
    <circle cx="9.5" cy="5" r="2" />
    <circle cx="6.5" cy="11" r="2" />
  </>,
);

export const HelpIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M6.3 6.4a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.3M8 11.2h.01" />
  </>,
);

export const PersonIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="5.25" r="2.5" />
    <path d="M3 13.5c.6-2.4 2.6-3.75 5-3.75s4.4 1.35 5 3.75" />
  </>,
);

export const NobodyIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="5.25" r="2.5" />
    <path d="M3 13.5c.6-2.4 2.6-3.75 5-3.75 1 0 2 .24 2.8.68M11.5 11.5l3 3M14.5 11.5l-3 3" />
  </>,
);

export const TeamIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="6" cy="5.5" r="2.25" />
    <path d="M1.75 13.25C2.2 11 3.9 9.75 6 9.75s3.8 1.25 4.25 3.5M10.25 3.4a2.25 2.25 0 0 1 0 4.2M12 9.9c1.3.5 2 1.6 2.25 3.35" />
  </>,
);

export const KeyIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="5" cy="11" r="2.75" />
    <path d="m7 9 6-6M11 5l2 2" />
  </>,
);

export const SystemIcon = /* @__PURE__ */ drawLine(
  <>
    <rect x="2.5" y="3" width="11" height="4" rx="1" />
    <rect x="2.5" y="9" width="11" height="4" rx="1" />
    <path d="M5 5h.01M5 11h.01" />
  </>,
);

export const WebIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="6.25" />
    <path d="M1.75 8h12.5M8 1.75c2.2 1.9 2.9 4 2.9 6.25S10.2 12.35 8 14.25C5.8 12.35 5.1 10.25 5.1 8S5.8 3.65 8 1.75z" />
  </>,
);

export const MailIcon = /* @__PURE__ */ drawLine(<path d="M2 3.75h12v8.5H2zM2.25 4.25 8 9l5.75-4.75" />);

export const DeviceIcon = /* @__PURE__ */ drawLine(<path d="M2.75 3.25h10.5v7H2.75zM1.5 12.75h13" />);
