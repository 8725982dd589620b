/**
 * The middle value of each class. Of few values the middle is a matter of chance: the usual value is added so many times.
 */
type Usual = { readonly value: number; readonly count: number }

/** @returns the middle of a class, the usual value for one without any */
export function classMiddles(
  measured: Iterable<readonly [categoryId: number, value: number]>,
  usual: Usual,
): (categoryId: number) => number {
  const values = new Map<number, number[]>()
  for (const [categoryId, value] of measured) {
    const own = values.get(categoryId)
    if (own) own.push(value)
    else values.set(categoryId, [...Array<number>(usual.count).fill(usual.value), value])
  }
  const middles = new Map([...values].map(([categoryId, own]) => [categoryId, middleOf(own)]))
  return (categoryId) => middles.get(categoryId) ?? usual.value
}

function middleOf(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
