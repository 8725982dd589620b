import type { TFunction } from 'i18next'
import { entriesOf, type ReportEntry } from '../../../shared/exchange/reportEntries.ts'
import type { ImportReport } from '../../../shared/reports.ts'

/** What an import says of every file, the matched ones with the image they were found for. */
export function importEntries(t: TFunction, { problems, matches }: ImportReport): ReportEntry[] {
  return entriesOf(problems, matches, ({ image, boxes }) => t('exchange.matchedTo', { count: boxes, image }))
}
