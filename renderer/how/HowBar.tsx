import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../shared/reports.ts'
import { IconButton } from '../design/Button.tsx'
import { useCommands } from '../keys/useCommands.ts'
import { InlineSelect } from '../results/InlineSelect.tsx'
import { changeView } from '../results/resultsView.ts'
import { runName } from '../train/runWords.ts'
import styles from './HowBar.module.css'
import { type PickedImage, pickImage } from './usePicked.ts'

type HowBarProps = { readonly runs: readonly Run[]; readonly run: Run | null; readonly picked: PickedImage }

/** Which run, and which picture. */
export function HowBar({ runs, run, picked }: HowBarProps) {
  const { t } = useTranslation()
  const { image, place, count, beside } = picked
  const walk = (step: 1 | -1) => {
    const next = beside(step)
    if (next !== null) pickImage(next)
  }
  useCommands({
    'how.nextImage': { run: () => walk(1), canRun: () => beside(1) !== null },
    'how.previousImage': { run: () => walk(-1), canRun: () => beside(-1) !== null },
  })
  return (
    <header className={styles.bar}>
      {run && (
        <InlineSelect
          label={t('how.run')}
          value={String(run.id)}
          choices={runs.map((other) => ({ value: String(other.id), label: runName(other) }))}
          onChoose={(id) => changeView({ runId: Number(id) })}
        />
      )}
      {image && (
        <div className={styles.picture}>
          <IconButton
            label={t('keys.commands.how.previousImage')}
            command="how.previousImage"
            disabled={beside(-1) === null}
            onClick={() => walk(-1)}
          >
            <ChevronLeft size={16} />
          </IconButton>
          <span className="number">{t('how.place', { place: place + 1, count })}</span>
          <IconButton
            label={t('keys.commands.how.nextImage')}
            command="how.nextImage"
            disabled={beside(1) === null}
            onClick={() => walk(1)}
          >
            <ChevronRight size={16} />
          </IconButton>
          <span className={styles.name} title={image.path}>
            {image.path}
          </span>
        </div>
      )}
    </header>
  )
}
