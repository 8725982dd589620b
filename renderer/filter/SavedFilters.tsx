import { Bookmark, X } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../design/Button.tsx'
import { TextInput } from '../design/Field.tsx'
import { useProject } from '../stores/project.ts'
import { removeFilter, savedFiltersOf, saveFilter, useSavedFilters } from '../stores/savedFilters.ts'
import styles from './FilterField.module.css'

type SavedFiltersProps = { readonly filter: string; readonly onChoose: (filter: string) => void }

/** Filters that were given a name, and a field to name the present one. */
export function SavedFilters({ filter, onChoose }: SavedFiltersProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const path = useProject((state) => state.project?.path)
  const saved = useSavedFilters((state) => savedFiltersOf(state, path))
  if (path === undefined) return null
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <IconButton label={t('filter.saved.open')}>
          <Bookmark size={14} fill={saved.some((entry) => entry.filter === filter) ? 'currentColor' : 'none'} />
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.saved}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('filter.saved.title')}
        >
          <h3>{t('filter.saved.title')}</h3>
          {saved.length === 0 && <p className={styles.meaning}>{t('filter.saved.none')}</p>}
          <ul>
            {saved.map((entry) => (
              <li key={entry.name} className={styles.savedRow}>
                <button
                  type="button"
                  className={styles.savedName}
                  onClick={() => {
                    onChoose(entry.filter)
                    setIsOpen(false)
                  }}
                >
                  {entry.name}
                  <code className={styles.meaning}>{entry.filter}</code>
                </button>
                <IconButton
                  label={t('filter.saved.remove', { name: entry.name })}
                  onClick={() => removeFilter(path, entry.name)}
                >
                  <X size={14} />
                </IconButton>
              </li>
            ))}
          </ul>
          {filter !== '' && <SaveForm key={filter} onSave={(name) => saveFilter(path, { name, filter })} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function SaveForm({ onSave }: { readonly onSave: (name: string) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onSave(name.trim())
    setName('')
  }
  return (
    <form className={styles.saveForm} onSubmit={save}>
      <TextInput
        aria-label={t('filter.saved.name')}
        placeholder={t('filter.saved.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        {t('filter.saved.save')}
      </Button>
    </form>
  )
}
