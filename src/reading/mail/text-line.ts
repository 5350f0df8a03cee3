/** Lines of a text with their places in it, so that whatever is read of them keeps its evidence. */

export interface Line {
  start: number;
  end: number;
  text: string;
}
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split('\n')) {
    lines.push({ start, end: start + part.length, text: part });
    start += part.length + 1;
  }
  return lines;
}

/** Quote marks before it. */
export const depthOf = (line: string): number =>
  (/^(?:\s{0,3}[>|│]\s?){1,20}/.exec(line)?.[0].match(/[>|│]/g) ?? []).length;
/** The line without quote marks, its place moved along. */
export function unquote(line: Line): Line {
  const marks = /^(?:\s{0,3}>\s?){0,20}/.exec(line.text)?.[0].length ?? 0;
  return { start: line.start + marks, end: line.end, text: line.text.slice(marks) };
}

/** RFC 3676: what follows is the signature. */
export const delimiter = /^--\s?$/;
