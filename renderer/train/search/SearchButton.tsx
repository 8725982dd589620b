import { Search as SearchIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { useCommands } from '../../keys/useCommands.ts'
import { SearchDialog } from './SearchDialog.tsx'

type SearchButtonProps = { readonly isBlocked: boolean; readonly onStarted: () => void }

/** Opens what a search is told; what prevents training prevents it as well. */
export function SearchButton({ isBlocked, onStarted }: SearchButtonProps) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  useCommands({ 'train.search': { run: () => setOpen(true), canRun: () => !isBlocked } })
  return (
    <>
      <Hint text={t('search.buttonHint')} command="train.search" side="top">
        <Button disabled={isBlocked} onClick={() => setOpen(true)}>
          <SearchIcon size={14} aria-hidden="true" />
          {t('search.button')}
        </Button>
      </Hint>
      {isOpen && <SearchDialog onClose={() => setOpen(false)} onStarted={onStarted} />}
    </>
  )
}
