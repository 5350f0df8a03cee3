/** Text that a person does not see: hidden by its style, or white on white. */
import type { Node } from './element.ts';

const white = /(?:^|;)\s*color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)/i;
const hiding =
  /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*(?:0|1(?:px|pt)?|0\.\d+(?:px|pt|em)?)\s*(?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|max-height\s*:\s*0|(?:text-indent|left)\s*:\s*-\d{4,}/i;
const background =
  /background(?:-color)?\s*:\s*(?!\s*(?:#fff(?:fff)?\b|white\b|transparent|none|inherit|rgb\(\s*255\s*,\s*255\s*,\s*255))/i;

/** True where the element's own style hides it. Text in white counts as hidden unless something dark is behind it. */
export function isHidden(node: Node, behind: boolean): boolean {
  const onColor = behind || colors(node);
  const style = node.attribs?.style ?? '';
  if (node.attribs && 'hidden' in node.attribs) return true;
  if (hiding.test(style)) return true;
  if (node.name === 'font' && /^(?:#?fff(?:fff)?|white)$/i.test(node.attribs?.color ?? '')) return !onColor;
  return white.test(style) && !onColor;
}
/** Something dark is behind its text. */
export const colors = (node: Node): boolean =>
  background.test(node.attribs?.style ?? '') ||
  (node.attribs?.bgcolor !== undefined && !/^#?fff(?:fff)?$|^white$/i.test(node.attribs.bgcolor));
