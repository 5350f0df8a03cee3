/** A list of whole numbers that grows, four bytes each and outside the heap: what an index of a million items is made of. */
export interface NumberList {
  data: Uint32Array;
  length: number;
}

export const numberList = (): NumberList => ({ data: new Uint32Array(16), length: 0 });

export function push(list: NumberList, value: number): void {
  if (list.length === list.data.length) {
    const grown = new Uint32Array(list.length + (list.length >> 1) + 16);
    grown.set(list.data);
    list.data = grown;
  }
  list.data[list.length++] = value;
}
