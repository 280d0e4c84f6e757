import type { ReactNode } from "react";

type IconProps = { size?: number; className?: string };
export type Icon = (props: IconProps) => ReactNode;

/**
 * Every call below stands behind `@__PURE__`, so that a page carries only the icons it shows.
 * Icons are drawn on a 16 px grid and never speak: the word beside them, or the button's name, does.
 */
function Canvas({ size = 16, className, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden
      className={className ? `shrink-0 ${className}` : "shrink-0"}
    >
      {children}
    </svg>
  );
}

export function drawLine(shapes: ReactNode): Icon {
  return function LineIcon(props) {
    return (
      <Canvas {...props}>
        <g fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
          {shapes}
        </g>
      </Canvas>
    );
  };
}

export function drawSolid(shapes: ReactNode): Icon {
  return function SolidIcon(props) {
    return (
      <Canvas {...props}>
        <g fill="currentColor" fillRule="evenodd">
          {shapes}
        </g>
      </Canvas>
    );
  };
}
