/** Figures as the screens print them. */

/** What is not defined is a dash; a 0 is always a measured 0. */
export const undefinedFigure = '–'

/** A value between 0 and 1, such as a precision. */
export function rateText(value: number | null, digits = 3): string {
  return value === null ? undefinedFigure : value.toFixed(digits)
}

/** Three significant digits without idle zeros: learning rates, places on an axis. */
export function shortNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e-2 && size < 1e6) return String(Number(value.toPrecision(3)))
  const [mantissa, exponent] = value.toExponential(2).split('e')
  return `${Number(mantissa)}e${exponent}`
}

/** Three significant digits, idle zeros kept, so that columns of losses or speeds stand under each other. */
export function evenNumber(value: number): string {
  const size = Math.abs(value)
  if (size > 0 && size < 1e-3) return value.toExponential(2)
  return size < 100 ? value.toPrecision(3) : value.toFixed(0)
}
