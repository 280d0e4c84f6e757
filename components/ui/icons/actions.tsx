import { drawLine, drawSolid } from "./draw";

export const SearchIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.25 3.25" />
  </>,
);
export const PlusIcon = /* @__PURE__ */ drawLine(<path d="M8 3v10M3 8h10" />);
export const CloseIcon = /* @__PURE__ */ drawLine(<path d="m4 4 8 8M12 4l-8 8" />);
export const CheckIcon = /* @__PURE__ */ drawLine(<path d="m3.5 8.5 3 3 6-7" />);
export const NextIcon = /* @__PURE__ */ drawLine(<path d="m6 4 4 4-4 4" />);
export const BackIcon = /* @__PURE__ */ drawLine(<path d="m10 4-4 4 4 4" />);
export const DownIcon = /* @__PURE__ */ drawLine(<path d="m4 6 4 4 4-4" />);
export const UpDownIcon = /* @__PURE__ */ drawLine(<path d="m5 6 3-3 3 3M5 10l3 3 3-3" />);
export const RiseIcon = /* @__PURE__ */ drawLine(<path d="M8 13V3M4 7l4-4 4 4" />);
export const FallIcon = /* @__PURE__ */ drawLine(<path d="M8 3v10M4 9l4 4 4-4" />);
export const UndoIcon = /* @__PURE__ */ drawLine(
  <path d="M5 2.75 2.25 5.5 5 8.25M2.25 5.5H10A3.75 3.75 0 0 1 10 13H5.5" />,
);
export const ColumnsIcon = /* @__PURE__ */ drawLine(
  <>
    <rect x="2" y="3" width="12" height="10" rx="1.5" />
    <path d="M6 3v10M10 3v10" />
  </>,
);
export const CopyIcon = /* @__PURE__ */ drawLine(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M3.5 10.5H3a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1h6.5a1 1 0 0 1 1 1v.5" />
  </>,
);
export const DownloadIcon = /* @__PURE__ */ drawLine(<path d="M8 2.5v7.75M4.5 7 8 10.5 11.5 7M2.75 13.25h10.5" />);
export const ExternalIcon = /* @__PURE__ */ drawLine(
  <path d="M9.5 2.75h3.75V6.5M13 3 7.5 8.5M11.25 9v3.25a1 1 0 0 1-1 1h-6.5a1 1 0 0 1-1-1v-6.5a1 1 0 0 1 1-1H7" />,
);
export const EditIcon = /* @__PURE__ */ drawLine(
  <path d="m3 10.25 7.5-7.5 2.75 2.75-7.5 7.5-3.25.5zM9 4.25 11.75 7" />,
);
export const BinIcon = /* @__PURE__ */ drawLine(
  <path d="M2.75 4.25h10.5M6.25 4V2.5h3.5V4M4.25 4.25l.6 8.4a1 1 0 0 0 1 .85h4.3a1 1 0 0 0 1-.85l.6-8.4" />,
);
export const SignOutIcon = /* @__PURE__ */ drawLine(
  <path d="M6.5 2.75h-3a.75.75 0 0 0-.75.75v9c0 .4.35.75.75.75h3M6.5 8h7M10.5 5l3 3-3 3" />,
);
export const SunIcon = /* @__PURE__ */ drawLine(
  <>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />
  </>,
);
export const MoonIcon = /* @__PURE__ */ drawLine(
  <path d="M13.25 9.5A5.75 5.75 0 0 1 6.5 2.75a5.75 5.75 0 1 0 6.75 6.75z" />,
);
export const MoreIcon = /* @__PURE__ */ drawSolid(
  <>
    <circle cx="3" cy="8" r="1.25" />
    <circle cx="8" cy="8" r="1.25" />
    <circle cx="13" cy="8" r="1.25" />
  </>,
);
export const DiffersIcon = /* @__PURE__ */ drawLine(<path d="M3 6h10M3 10h10M10.5 3l-5 10" />);
export const EqualIcon = /* @__PURE__ */ drawLine(<path d="M3 6h10M3 10h10" />);
