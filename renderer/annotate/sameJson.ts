/** Whether two values of JSON are the same. Lists of thousands of boxes are compared without writing them down first. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => key in b && isSameJson(a[key as keyof typeof a], b[key as keyof typeof b]))
}
