import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../shared/reports.ts'
import { Button } from '../design/Button.tsx'
import styles from './Images.module.css'

const firstShown = 50

/** Every file and line that something was wrong with, the worst first. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useTranslation()
  const [isWhole, setIsWhole] = useState(false)
  if (problems.length === 0) return <p className={styles.quiet}>{t('images.report.noProblems')}</p>
  const rank = { error: 0, warning: 1, note: 2 }
  const sorted = [...problems].sort((a, b) => rank[a.severity] - rank[b.severity])
  const place = ({ file, line }: Problem) => (line === null ? file : `${file}:${line}`)
  const text = sorted.map((problem) => `${problem.severity}\t${place(problem)}\t${problem.message}`).join('\n')
  return (
    <div className={styles.problems}>
      <ol>
        {(isWhole ? sorted : sorted.slice(0, firstShown)).map((problem) => (
          <li key={`${place(problem)} ${problem.message}`}>
            <span className={styles[problem.severity]}>{t(`images.severity.${problem.severity}`)}</span>{' '}
            <code>{place(problem)}</code> {problem.message}
          </li>
        ))}
      </ol>
      <div className={styles.buttons}>
        {!isWhole && sorted.length > firstShown && (
          <Button onClick={() => setIsWhole(true)}>{t('images.report.all', { count: sorted.length })}</Button>
        )}
        <Button onClick={() => void navigator.clipboard.writeText(text)}>
          <Copy size={14} aria-hidden="true" />
          {t('common.copy')}
        </Button>
      </div>
    </div>
  )
}
