/** A text whose plain order is the natural one: img2 before img10, upper and lower case together, digits by value. */
export function naturalSortKey(path: string): string {
  return path
    .normalize('NFC')
    .toLowerCase()
    .replace(/\d+/g, (digits) => {
      const significant = digits.replace(/^0+(?=\d)/, '')
      // The number of digits comes first: longer numbers are larger.
      return String(significant.length).padStart(3, '0') + significant
    })
}
