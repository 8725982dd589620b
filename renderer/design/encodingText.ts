/** Says how a file is shown when that is not simply as it is; the empty text for an ordinary picture. */
import type { TFunction } from 'i18next'
import type { Encoding } from '../../shared/model.ts'
import { windowPercentiles } from '../../shared/windowPercentiles.ts'

export function encodingText(t: TFunction, { format, bits, isFloat, bands, isCmyk, pages }: Encoding): string {
  const isTiff = format === 'tiff'
  const parts = [
    isCmyk && t('images.encoding.inks'),
    isFloat && t('images.encoding.float', windowPercentiles),
    bits > 8 && !isFloat && t('images.encoding.deep', { bits, ...windowPercentiles }),
    isTiff && bands > 4 && t('images.encoding.bands', { bands }),
    isTiff && bands === 2 && t('images.encoding.first', { bands }),
    isTiff && pages > 1 && t('images.encoding.pages', { pages }),
  ]
  return parts.filter((part) => part !== false).join('; ')
}
