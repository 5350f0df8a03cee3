/** Our own Handlebars templates, compiled once: strict, known helpers only, every value escaped (a test forbids triple braces). */
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

export const templateText = (name: string): string =>
  readFileSync(new URL(`./templates/${name}`, import.meta.url), 'utf8');

/** A template's function. A value the template names and the data lacks throws: a gap in a quote is never printed as nothing. */
export function template<Data extends object>(name: string): (data: Data) => string {
  const render = Handlebars.compile<Data>(templateText(name), { strict: true, knownHelpersOnly: true });
  return (data) => render(data);
}

/** Text that is ours and already safe where it goes: the one way past the escaping, for style sheets only. */
export const ours = (text: string): object => new Handlebars.SafeString(text);
