import { Layers } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/reports.ts'
import { Button } from '../../design/Button.tsx'
import { CombineDialog } from './CombineDialog.tsx'

/** The way from runs beside each other to one that is all of them. */
export function CombineRuns({ runs }: { readonly runs: readonly Run[] }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <Layers size={14} aria-hidden="true" />
        {t('train.ensemble.combine')}
      </Button>
      {isOpen && <CombineDialog runs={runs} onClose={() => setIsOpen(false)} />}
    </>
  )
}
