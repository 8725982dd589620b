import { useTranslation } from 'react-i18next'
import { suspectKinds } from '../../../shared/metrics/suspects/suspect.ts'
import { type Category, splitName } from '../../../shared/model.ts'
import { Checkbox } from '../../design/Field.tsx'
import { ValueSlider } from '../../design/ValueSlider.tsx'
import { InlineSelect } from '../InlineSelect.tsx'
import styles from './SuspectFilters.module.css'
import { type SuspectItem, shownSuspects } from './suspectItems.ts'
import { filterSuspects, toggleKind, useSuspectsView } from './suspectsView.ts'

type SuspectFiltersProps = { readonly all: readonly SuspectItem[]; readonly categories: readonly Category[] }

const every = 'all'

/** Which suspects the list shows, with how many there are of each kind. */
export function SuspectFilters({ all, categories }: SuspectFiltersProps) {
  const { t } = useTranslation()
  const view = useSuspectsView()
  const inReach = shownSuspects(all, { ...view, kinds: suspectKinds, showsDecided: true }, () => false)
  return (
    <div className={styles.filters}>
      <div className={styles.kinds}>
        {suspectKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles.kind}
            aria-pressed={view.kinds.includes(kind)}
            onClick={() => toggleKind(kind)}
          >
            {t(`results.suspects.kind.${kind}`)}{' '}
            <span className="number">{inReach.filter((item) => item.kind === kind).length}</span>
          </button>
        ))}
      </div>
      <div className={styles.row}>
        <InlineSelect
          label={t('results.suspects.class')}
          value={view.categoryId === null ? every : String(view.categoryId)}
          choices={[
            { value: every, label: t('results.suspects.everyClass') },
            ...categories.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChoose={(value) => filterSuspects({ categoryId: value === every ? null : Number(value) })}
        />
        <InlineSelect
          label={t('results.part')}
          value={view.split ?? every}
          choices={[
            { value: every, label: t('results.split.all') },
            ...splitName.options.map((value) => ({ value, label: t(`results.split.${value}`) })),
          ]}
          onChoose={(value) => filterSuspects({ split: value === every ? null : splitName.parse(value) })}
        />
      </div>
      <div className={styles.row}>
        <ValueSlider
          label={t('results.suspects.leastScore')}
          value={view.leastScore}
          low={0}
          high={1}
          onChange={(leastScore) => filterSuspects({ leastScore })}
        />
        <Checkbox
          label={t('results.suspects.showDecided')}
          isChecked={view.showsDecided}
          onChange={(showsDecided) => filterSuspects({ showsDecided })}
        />
      </div>
    </div>
  )
}
