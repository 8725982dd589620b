import { useTranslation } from 'react-i18next'
import type { AssistantModel } from '../../shared/assistantCalls.ts'
import type { ClassTarget } from '../../shared/exchange/classMapping.ts'
import { Button } from '../design/Button.tsx'
import { Select } from '../design/Field.tsx'
import { useAssistant } from '../stores/assistant.ts'
import { useProject } from '../stores/project.ts'
import styles from './AssistantDialog.module.css'

/** What each class of the model becomes in the project: one that is there, a new one, or nothing. */
export function ClassTargets({ model }: { readonly model: AssistantModel }) {
  const { t } = useTranslation()
  const chosen = useAssistant((state) => state.classes[model.name])
  const set = (targets: Readonly<Record<string, ClassTarget>>) =>
    useAssistant.setState(({ classes }) => ({
      classes: { ...classes, [model.name]: { ...classes[model.name], ...targets } },
    }))
  const unknown = model.classes.filter(({ target }) => target.kind === 'new')
  const skipUnknown = () => set(Object.fromEntries(unknown.map(({ name }) => [name, { kind: 'skip' }])))
  const setUsual = () => set(Object.fromEntries(model.classes.map(({ name, target }) => [name, target])))
  return (
    <section className={styles.classes}>
      <div className={styles.classesHead}>
        <h3>{t('assistant.classes')}</h3>
        <Button look="quiet" disabled={unknown.length === 0} onClick={skipUnknown}>
          {t('assistant.skipUnknown')}
        </Button>
        <Button look="quiet" onClick={setUsual}>
          {t('assistant.usualTargets')}
        </Button>
      </div>
      <div className={styles.grid}>
        {model.classes.map(({ name, target }) => (
          <Target key={name} name={name} target={chosen?.[name] ?? target} onChoose={(next) => set({ [name]: next })} />
        ))}
      </div>
    </section>
  )
}

type TargetProps = {
  readonly name: string
  readonly target: ClassTarget
  readonly onChoose: (target: ClassTarget) => void
}

function Target({ name, target, onChoose }: TargetProps) {
  const { t } = useTranslation()
  const categories = useProject((state) => state.categories)
  const isThere = categories.some((category) => category.name === name.normalize('NFC'))
  const choices = [
    ...(isThere ? [] : [{ value: 'new', label: t('exchange.newClass') }]),
    ...categories.map((category) => ({ value: String(category.id), label: category.name })),
    { value: 'skip', label: t('exchange.skipClass') },
  ]
  const choose = (value: string) => {
    if (value === 'new' || value === 'skip') onChoose({ kind: value })
    else onChoose({ kind: 'existing', categoryId: Number(value) })
  }
  return (
    <div className={styles.class}>
      <span>{name}</span>
      <Select
        value={target.kind === 'existing' ? String(target.categoryId) : target.kind}
        choices={choices}
        aria-label={t('exchange.classBecomes', { name })}
        onChoose={choose}
      />
    </div>
  )
}
