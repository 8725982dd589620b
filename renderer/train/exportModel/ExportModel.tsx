import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { ExportModelDialog } from './ExportModelDialog.tsx'
import { useModelExport } from './useModelExport.ts'

/** The detector of a run as files for other programs. */
export function ExportModel({ run }: { readonly run: Run }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  // Held here, so that an export goes on, and is found again, when the dialog is closed meanwhile.
  const course = useModelExport(run.id)
  const close = () => {
    setIsOpen(false)
    course.forget()
  }
  useCommands({ 'train.exportModel': () => setIsOpen(true) })
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <PackageOpen size={14} aria-hidden="true" />
        {t('train.export.button')}
      </Button>
      {isOpen && <ExportModelDialog run={run} course={course} onClose={close} />}
    </>
  )
}
