/** What a class picker offers for what was typed. */

type Named = { readonly id: number; readonly name: string; readonly hotkey: string | null }

export type PickerChoice<Category extends Named> =
  | { readonly kind: 'category'; readonly category: Category }
  /** A class that there is not yet. */
  | { readonly kind: 'new'; readonly name: string }

const plain = (text: string): string => text.trim().normalize('NFC').toLocaleLowerCase()

/** Classes whose name begins with the text, then those that hold it elsewhere; last a new one, unless one has just that name. */
export function pickerChoices<Category extends Named>(
  categories: readonly Category[],
  typed: string,
): PickerChoice<Category>[] {
  const wanted = plain(typed)
  const first = categories.filter(({ name }) => plain(name).startsWith(wanted))
  const then = categories.filter(({ name }) => plain(name).includes(wanted) && !plain(name).startsWith(wanted))
  const known = [...first, ...then].map((category) => ({ kind: 'category' as const, category }))
  const isNew = wanted !== '' && categories.every(({ name }) => plain(name) !== wanted)
  return isNew ? [...known, { kind: 'new', name: typed.trim() }] : known
}

/** The class that a digit takes at once, as long as nothing else was typed. */
export function categoryOfDigit<Category extends Named>(
  categories: readonly Category[],
  typed: string,
  key: string,
): Category | null {
  if (typed !== '' || !/^\d$/.test(key)) return null
  return categories.find(({ hotkey }) => hotkey === key) ?? null
}
