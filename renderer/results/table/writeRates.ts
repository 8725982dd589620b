/** The figures of the table that follow the sliders, written into its lines; only into those that show something else. */
import { rateText } from '../../charts/figureText.ts'

/** Of one line. A title says what a rate is made of. */
export type Rates = {
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}
/** Which rates a line has a place for, in their order. */
export const rateNames = ['precision', 'recall', 'f1'] as const

/** @param row with a span of `data-rate` for each rate, or for none */
export function writeRates(row: Element, rates: Rates): void {
  for (const [at, span] of row.querySelectorAll('[data-rate]').entries()) {
    const text = rateText(rates[rateNames[at]!])
    // The text that is there already takes another value: a new one would have to be placed anew.
    if (!span.firstChild) span.textContent = text
    else if (span.firstChild.nodeValue !== text) span.firstChild.nodeValue = text
  }
}
