/** Reads the part of the Dockerfile language that ours uses. Anything else is an error, never passed over. */

export interface Instruction {
  readonly keyword: string;
  /** `--from=page` becomes `from: "page"`. */
  readonly flags: Readonly<Record<string, string>>;
  /** Words, or the members of an exec form. */
  readonly words: readonly string[];
  readonly isExecForm: boolean;
}

export interface Stage {
  readonly image: string;
  /** Empty for the last stage, which is the image. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
}

const KNOWN = new Set(["WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"]);

export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { image: string; name: string; instructions: Instruction[] }[] = [];
  for (const line of text.replaceAll("\\\n", " ").split("\n")) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const instruction = parseInstruction(line);
    if (instruction.keyword === "FROM") {
      const [image = "", , name = ""] = instruction.words;
      stages.push({ image, name, instructions: [] });
    } else if (KNOWN.has(instruction.keyword)) stages.at(-1)?.instructions.push(instruction);
    else throw new Error(`the Dockerfile uses ${instruction.keyword}, which its test does not know`);
  }
  return stages;
}

function parseInstruction(line: string): Instruction {
  const [keyword = "", ...rest] = line.trim().split(/\s+/);
  const flags: Record<string, string> = {};
  while (rest[0]?.startsWith("--")) {
    const [name = "", value = ""] = rest.shift()?.slice(2).split("=") ?? [];
    flags[name] = value;
  }
  // HEALTHCHECK carries a CMD of its own behind its options.
  if (keyword === "HEALTHCHECK" && rest[0] === "CMD") rest.shift();
  const text = rest.join(" ");
  const isExecForm = text.startsWith("[");
  return { keyword, flags, words: isExecForm ? parseExecForm(text) : rest, isExecForm };
}

function parseExecForm(text: string): readonly string[] {
  const words: unknown = JSON.parse(text);
  if (!Array.isArray(words) || !words.every((word) => typeof word === "string"))
    throw new Error("an exec form must be a list of texts");
  return words;
}
