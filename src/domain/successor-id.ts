const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const written = (value: bigint, digits: number): string =>
  Array.from({ length: digits }, (_, at) => crockford[Number((value >> BigInt(5 * (digits - 1 - at))) & 31n)]).join('');

/**
 * A ULID for an inquiry that begins out of another, the same whenever it is asked for: the time of the step, and the
 * parent's random part moved on by the step's number. Workflow code has no other source that is the same on replay.
 */
export function successorId(parent: string, step: number, at: string): string {
  const random = [...parent.slice(-16)].reduce((sum, digit) => sum * 32n + BigInt(crockford.indexOf(digit)), 0n);
  return written(BigInt(Date.parse(at)), 10) + written((random + BigInt(step)) % (1n << 80n), 16);
}
