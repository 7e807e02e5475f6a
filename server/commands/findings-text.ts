/** Findings as lines for a terminal. */
import { type InspectColor, styleText } from "node:util";

import type { Finding, Section } from "#sources/livehelperchat/doctor/finding.ts";

const MARKS: Readonly<Record<Finding["mark"], readonly [sign: string, colour: InspectColor]>> = {
  right: ["✔", "green"],
  note: ["·", "dim"],
  warning: ["!", "yellow"],
  wrong: ["✖", "red"],
};
const WIDTH = 96;

export function findingsText(title: string, sections: readonly Section[]): string {
  const lines = sections.flatMap((section) => [
    `  ${styleText("bold", section.title)}`,
    ...section.findings.flatMap(findingLines),
    "",
  ]);
  return `\n${title}\n\n${lines.join("\n")}\n${verdict(sections)}\n\n`;
}

function findingLines({ mark, text, advice }: Finding): readonly string[] {
  const [sign, colour] = MARKS[mark];
  const [first = "", ...rest] = wrapped(text, WIDTH - 4);
  const hints = advice === null ? [] : wrapped(advice, WIDTH - 6);
  return [
    `  ${styleText(colour, sign)} ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...hints.map((line, index) => styleText("dim", `    ${index === 0 ? "→" : " "} ${line}`)),
  ];
}

function verdict(sections: readonly Section[]): string {
  const count = (mark: Finding["mark"]): number =>
    sections.flatMap(({ findings }) => findings).filter((finding) => finding.mark === mark).length;
  const [wrong, warnings] = [count("wrong"), count("warning")];
  const toLookAt = warnings === 0 ? "" : `, ${warnings} to look at`;
  return wrong > 0
    ? `${styleText("red", `${wrong} wrong`)}${toLookAt}`
    : `${styleText("green", "nothing is wrong")}${toLookAt}`;
}

/** Lines of at most `width` characters, broken between words. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
