/** A number as a person wrote it, in every way it may be meant: the mail's language first, and the other sign for want of habit. */

export function numberReadings(written: string, tag: string): string[] {
  const text = written.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[.,]+$/, '');
  const decimal = new Intl.NumberFormat(tag).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  const readAs = (sign: string): string[] => {
    const other = sign === '.' ? ',' : '.';
    const [whole, fraction, ...more] = text.split(sign);
    if (more.length > 0 || fraction?.includes(other)) return [];
    const groups = whole!.split(other);
    if (groups.slice(1).some((group) => group.length !== 3)) return [];
    return [fraction ? `${groups.join('')}.${fraction}` : groups.join('')];
  };
  const readings = [...readAs(decimal), ...readAs(decimal === '.' ? ',' : '.')];
  return [...new Set(readings)].filter((value) => /^\d{1,15}(\.\d{1,6})?$/.test(value));
}
