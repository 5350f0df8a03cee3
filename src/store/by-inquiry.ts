/** Rows of several inquiries, parted; their order stays. (`Map.groupBy` needs Node 21.) */
export function byInquiry<Row extends { inquiry: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const parted = new Map<string, Row[]>();
  for (const row of rows) {
    const own = parted.get(row.inquiry);
    if (own) own.push(row);
    else parted.set(row.inquiry, [row]);
  }
  return parted;
}
