import { assert } from '../../../shared/errors.ts'

/** What a format writes for a class; that every box is of a class of the dataset is the caller's promise. */
export function valueOfClass<Value>(values: ReadonlyMap<string, Value>, className: string | null): Value {
  const value = values.get(className ?? '')
  assert(value !== undefined, `the class "${className}" is in the dataset's list`)
  return value
}
