/** Places in signatures that no country's own way of writing shows: the town after its street, a code without its state. */
import { isStreet } from './street.ts';

/** "Portland 97205": an American place without its state, at the end of a line. */
export function placeWithCode(text: string): { city: string; postalCode: string; rest: string } | null {
  const match = /(?:^|,\s)(\p{Lu}[\p{L}.'-]{1,30}(?:\s\p{Lu}[\p{L}.'-]{1,30}){0,2}),?\s(\d{5})$/u.exec(text);
  const [, city = '', postalCode = ''] = match ?? [];
  return match && !isStreet(city) ? { city, postalCode, rest: text.slice(0, match.index) } : null;
}

/** "9979 Bayview Drive, Barrie" */
export function streetAndPlace(text: string): { street: string; city: string | null } {
  const whole = text.replace(/[,;]+$/, '');
  const [road = '', place = '', ...more] = whole.split(/,\s+/);
  const parted =
    more.length === 0 &&
    isStreet(road) &&
    /\p{L}{3}/u.test(road) &&
    /^\p{Lu}\p{L}{2,}(?:[ -]\p{Lu}?\p{L}+){0,2}$/u.test(place) &&
    !isStreet(place);
  return parted ? { street: road, city: place } : { street: whole, city: null };
}
