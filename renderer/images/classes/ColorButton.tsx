import { Popover } from 'radix-ui'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { farthestColors } from '../../../shared/categoryColors.ts'
import { Button } from '../../design/Button.tsx'
import type { CountedCategory } from '../../stores/project.ts'
import styles from './Classes.module.css'
import { recolorClass } from './classActions.ts'

const proposalCount = 12

type ColorButtonProps = { readonly category: CountedCategory; readonly categories: readonly CountedCategory[] }

/** The colour of a class; a click proposes colours far from those of the other classes. */
export function ColorButton({ category, categories }: ColorButtonProps) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className={styles.swatch}
          style={{ background: category.color }}
          aria-label={t('room.classes.colorThis', { name: category.name, color: category.color })}
          title={category.color}
        />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.colors} align="start" sideOffset={6} collisionPadding={8}>
          <ColorChoice
            category={category}
            others={categories.filter(({ id }) => id !== category.id).map(({ color }) => color)}
            onChoose={(color) => {
              recolorClass(category, color)
              setIsOpen(false)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type ColorChoiceProps = {
  readonly category: CountedCategory
  readonly others: readonly string[]
  readonly onChoose: (color: string) => void
}

function ColorChoice({ category, others, onChoose }: ColorChoiceProps) {
  const { t } = useTranslation()
  const [own, setOwn] = useState(category.color)
  const othersText = others.join()
  const proposals = useMemo(() => farthestColors(othersText.split(',').filter(Boolean), proposalCount), [othersText])
  return (
    <>
      <h3>{t('room.classes.proposals')}</h3>
      <div className={styles.proposals}>
        {proposals.map((color) => (
          <button
            key={color}
            type="button"
            className={styles.swatch}
            style={{ background: color }}
            aria-label={color}
            onClick={() => onChoose(color)}
          />
        ))}
      </div>
      <label className={styles.ownColor}>
        {t('room.classes.ownColor')}
        <input type="color" value={own} onChange={(event) => setOwn(event.target.value)} />
        <Button disabled={own === category.color} onClick={() => onChoose(own)}>
          {t('room.classes.useColor')}
        </Button>
      </label>
    </>
  )
}
