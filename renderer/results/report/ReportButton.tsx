import { FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evaluation } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { ReportDialog } from './ReportDialog.tsx'
import type { ReportThresholds } from './useReport.ts'

type ReportButtonProps = ReportThresholds & { readonly evaluation: Evaluation }

/** The evaluation on the screen as a file for others. */
export function ReportButton(props: ReportButtonProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  useCommands({ 'results.report': () => setIsOpen(true) })
  return (
    <>
      <Button look="quiet" onClick={() => setIsOpen(true)}>
        <FileText size={14} aria-hidden="true" />
        {t('results.report.button')}
      </Button>
      {isOpen && <ReportDialog {...props} onClose={() => setIsOpen(false)} />}
    </>
  )
}
