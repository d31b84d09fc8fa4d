import { VisuallyHidden } from "@mantine/core";
import { IconArrowDownRight, IconArrowUpRight, IconMinus } from "@tabler/icons-react";
import classes from "./figure-tile.module.css";

export interface FigureValue {
  label: string;
  value: number;
  previous: number;
}

const whole = (value: number): string => Math.round(value).toLocaleString("en-US");

function trendOf({ value, previous }: FigureValue): { short: string; long: string; direction: -1 | 0 | 1 } {
  const difference = Math.round(value) - Math.round(previous);
  if (difference === 0) return { short: "same", long: "the same as in the seven days before", direction: 0 };
  const direction = difference > 0 ? 1 : -1;
  const word = direction > 0 ? "more" : "fewer";
  return {
    short: whole(Math.abs(difference)),
    long: `${whole(Math.abs(difference))} ${word} than in the seven days before (${whole(previous)})`,
    direction,
  };
}

const ARROWS = { [-1]: IconArrowDownRight, 0: IconMinus, 1: IconArrowUpRight };

function FigureTile({ figure }: { figure: FigureValue }) {
  const trend = trendOf(figure);
  const Arrow = ARROWS[trend.direction];
  return (
    <div className={classes.tile}>
      <dt className={classes.label}>{figure.label}</dt>
      <dd className={classes.row}>
        <span className={classes.value}>{whole(figure.value)}</span>
        <span className={`${classes.trend} ${trend.direction > 0 ? classes.up : ""}`} aria-hidden="true">
          <Arrow size={15} stroke={2} />
          {trend.short}
        </span>
        <VisuallyHidden>, {trend.long}</VisuallyHidden>
      </dd>
    </div>
  );
}

/** Figures of the last seven days, each against the seven before; the trend is a sentence for screen readers. */
export function FigureTiles({ figures }: { figures: FigureValue[] }) {
  return (
    <dl className={classes.grid}>
      {figures.map((figure) => (
        <FigureTile key={figure.label} figure={figure} />
      ))}
    </dl>
  );
}
