import { Download } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { fail, note } from '../../stores/messages.ts'
import type { MatrixSheet } from './matrixSheet.ts'
import styles from './SaveMatrixMenu.module.css'
import { type MatrixFormat, matrixFormats, saveMatrix } from './saveMatrix.ts'

/** @property title first what is shown, then of what, at which thresholds */
export type ShownMatrix = { readonly sheet: MatrixSheet; readonly title: readonly [string, string] }

type SaveMatrixMenuProps = {
  /** What is on the screen when somebody saves. */
  readonly readShown: () => ShownMatrix
  readonly isShare: boolean
}

export function SaveMatrixMenu({ readShown, isShare }: SaveMatrixMenuProps) {
  const { t } = useTranslation()
  const save = async (format: MatrixFormat) => {
    const { sheet, title } = readShown()
    try {
      const path = await saveMatrix(format, {
        sheet,
        title,
        isShare,
        fileName: `${t('results.matrix.title')} ${title[1]}`.replace(/[^\p{L}\p{N}.,=-]+/gu, ' ').trim(),
        dialogTitle: t('results.matrix.save'),
      })
      if (path) note(t('results.matrix.saved', { path }))
    } catch (error) {
      fail(error)
    }
  }
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" aria-label={t('results.matrix.save')} title={t('results.matrix.save')}>
          <Download size={16} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end">
          {matrixFormats.map((format) => (
            <DropdownMenu.Item key={format} className={styles.item} onSelect={() => void save(format)}>
              {t(`results.matrix.format.${format}`)}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
