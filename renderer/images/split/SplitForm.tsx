import { Dices } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../design/Button.tsx'
import { Checkbox, Field, TextInput } from '../../design/Field.tsx'
import { parseRatio } from '../parseRatio.ts'
import { GroupFields } from './GroupFields.tsx'
import styles from './Split.module.css'
import type { Comparison } from './useComparison.ts'
import type { SplitPlan } from './useSplitPlan.ts'

type SplitFormProps = {
  readonly plan: SplitPlan
  readonly comparison: Comparison
  /** Whether the typed ratio and seed can be used. */
  readonly onRatio: (isUsable: boolean) => void
}

/** How images are dealt. */
export function SplitForm({ plan, comparison, onRatio }: SplitFormProps) {
  const { t } = useTranslation()
  const { settings, change } = plan
  return (
    <section className={styles.form} aria-label={t('split.settings')}>
      <div className={styles.pair}>
        <RatioField plan={plan} onUsable={onRatio} />
        <SeedField plan={plan} />
      </div>
      <Checkbox label={t('split.keep')} isChecked={settings.keep} onChange={(keep) => change({ keep })} />
      <p className={styles.help}>{t(settings.keep ? 'split.keepHelp' : 'split.anewHelp')}</p>
      <Checkbox
        label={t('split.stratify')}
        isChecked={settings.stratify}
        onChange={(stratify) => change({ stratify })}
      />
      <p className={styles.help}>{t('split.stratifyHelp')}</p>
      <GroupFields plan={plan} comparison={comparison} />
    </section>
  )
}

function RatioField({ plan, onUsable }: { readonly plan: SplitPlan; readonly onUsable: (isUsable: boolean) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState(plan.settings.ratio.join(':'))
  const isRatio = parseRatio(text) !== null
  const type = (typed: string) => {
    setText(typed)
    const ratio = parseRatio(typed)
    onUsable(ratio !== null)
    if (ratio) plan.change({ ratio })
  }
  return (
    <Field label={t('split.ratio')} {...(isRatio ? {} : { error: t('split.ratioError') })}>
      {(id) => <TextInput id={id} value={text} onChange={(event) => type(event.target.value)} />}
    </Field>
  )
}

function SeedField({ plan }: { readonly plan: SplitPlan }) {
  const { t } = useTranslation()
  const { seed } = plan.settings
  const type = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, 9)
    plan.change({ seed: digits === '' ? 0 : Number(digits) })
  }
  return (
    <Field label={t('split.seed')}>
      {(id) => (
        <div className={styles.row}>
          <TextInput id={id} value={String(seed)} inputMode="numeric" onChange={(event) => type(event.target.value)} />
          <IconButton
            label={t('split.anotherSeed')}
            onClick={() => plan.change({ seed: Math.floor(Math.random() * 10_000) })}
          >
            <Dices size={16} />
          </IconButton>
        </div>
      )}
    </Field>
  )
}
