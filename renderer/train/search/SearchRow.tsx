import { Search as SearchIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Search } from '../../../shared/searchCalls.ts'
import { rateText } from '../../charts/figureText.ts'
import styles from '../RunTable.module.css'
import { timeText } from '../runWords.ts'
import { selectSearch } from '../trainView.ts'
import { useRunJob } from '../useRunJob.ts'
import { bestTrial, endedTrials, searchStateOf } from './searchState.ts'

type SearchRowProps = { readonly search: Search; readonly isShown: boolean }

/** A search among the runs: one line for all its trials. */
export function SearchRow({ search, isShown }: SearchRowProps) {
  const { t, i18n } = useTranslation()
  const job = useRunJob(search.jobId)
  const best = bestTrial(search)
  return (
    <tr className={styles.row} aria-current={isShown} onClick={() => selectSearch(search.id)}>
      <td className={styles.tick}>
        <SearchIcon size={14} aria-hidden="true" />
      </td>
      <th scope="row">
        <button type="button" className={styles.name}>
          {t('search.name', { id: search.id })}
        </button>
      </th>
      <td>{timeText(search.createdAt, i18n.language)}</td>
      <td className="number">{search.settings.base.size}</td>
      <td colSpan={2} className="number">
        {t('search.trialsEnded', { ended: endedTrials(search), count: search.trials.length })}
      </td>
      <td className="number">{rateText(best?.ap50 ?? null)}</td>
      <td className="number">{rateText(best?.ap ?? null)}</td>
      <td>{best ? t('search.bestIs', { number: best.number }) : '–'}</td>
      <td>{t(`search.searchState.${searchStateOf(search, job)}`)}</td>
      <td className={styles.last} />
    </tr>
  )
}
