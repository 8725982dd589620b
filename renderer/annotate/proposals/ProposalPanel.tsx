import { ArrowRight, Check, Settings2, Sparkles, X } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Category, Proposal } from '../../../shared/model.ts'
import { Button, IconButton } from '../../design/Button.tsx'
import { Hint } from '../../design/Hint.tsx'
import { Swatch } from '../../design/Swatch.tsx'
import { useKey } from '../../keys/useKey.ts'
import { activeJob, useJobs } from '../../stores/jobs.ts'
import { useProject } from '../../stores/project.ts'
import { change } from '../act.ts'
import { useEditor } from '../editor.ts'
import { nextId } from '../idPool.ts'
import { unchanged } from '../outcome.ts'
import { perform } from '../perform.ts'
import { accept, reject, showProposal } from './decide.ts'
import styles from './ProposalPanel.module.css'
import { boxIdOf, shownProposals } from './shownProposals.ts'

/** More than this are more than anyone reads; the keys go through all. */
const mostRows = 50

/** What a model proposes in the image: apart from the objects, until a person accepts it. */
export function ProposalPanel() {
  const { t } = useTranslation()
  const isReady = useEditor((state) => state.phase.kind === 'ready')
  const count = useEditor((state) => shownProposals(state).length)
  const all = useEditor((state) => (state.phase.kind === 'ready' ? state.proposals.length : 0))
  const isProposing = useJobs(({ jobs }) => activeJob(jobs, ['propose']) !== null)
  return (
    <section className={styles.panel} aria-label={t('assistant.proposals')}>
      <header className={styles.header}>
        <h2>
          {t('assistant.proposals')} <span className="number">{count}</span>
        </h2>
        {count < all && <span className={styles.quiet}>{t('assistant.ofAll', { count: all })}</span>}
        <span className={styles.space} />
        <IconButton
          label={t('assistant.proposeHere')}
          command="annotate.propose"
          disabled={!isReady || isProposing}
          onClick={() => perform({ kind: 'propose' })}
        >
          <Sparkles size={14} />
        </IconButton>
        <IconButton
          label={t('assistant.open')}
          command="annotate.assistant"
          onClick={() => perform({ kind: 'assistant' })}
        >
          <Settings2 size={14} />
        </IconButton>
        <IconButton
          label={t('assistant.nextImage')}
          command="annotate.nextProposed"
          onClick={() => perform({ kind: 'nextProposed' })}
        >
          <ArrowRight size={14} />
        </IconButton>
      </header>
      {all > 0 && <Floor />}
      {count > 0 && <All count={count} />}
      {count > 0 && <Keys />}
      {count > 0 && <List />}
    </section>
  )
}

/** From which confidence on proposals are shown, and with that accepted all at once. */
function Floor() {
  const { t } = useTranslation()
  const floor = useEditor((state) => state.proposalFloor)
  return (
    <label className={styles.floor}>
      <span>{t('assistant.from')}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={floor}
        aria-label={t('assistant.fromLabel')}
        onChange={(event) => useEditor.setState({ proposalFloor: Number(event.target.value) })}
      />
      <span className={`number ${styles.percent}`}>{Math.round(floor * 100)} %</span>
    </label>
  )
}

/** Hands on the keyboard are the fast ones; the tooltips tell the same, but only to a mouse that rests. */
function Keys() {
  const { t } = useTranslation()
  const keys = {
    next: useKey('annotate.nextProposal'),
    accept: useKey('annotate.acceptProposal'),
    reject: useKey('annotate.rejectProposal'),
  }
  // Whoever took a key away knows their own.
  if (Object.values(keys).includes('')) return null
  return <p className={styles.keys}>{t('assistant.keys', keys)}</p>
}

function All({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  return (
    <div className={styles.all}>
      <Hint text={t('keys.commands.annotate.acceptProposals')} command="annotate.acceptProposals">
        <Button onClick={() => perform({ kind: 'acceptProposals' })}>{t('assistant.acceptAll', { count })}</Button>
      </Hint>
      <Hint text={t('keys.commands.annotate.rejectProposals')} command="annotate.rejectProposals">
        <Button look="quiet" onClick={() => perform({ kind: 'rejectProposals' })}>
          {t('assistant.rejectAll')}
        </Button>
      </Hint>
    </div>
  )
}

function List() {
  const { t } = useTranslation()
  const shown = useEditor(shownProposals)
  const selectedIds = useEditor((state) => state.selectedIds)
  const categories = useProject((state) => state.categories)
  const byId = useMemo(() => new Map(categories.map((category) => [category.id, category])), [categories])
  return (
    <ul className={styles.list} aria-label={t('assistant.proposals')}>
      {shown.slice(0, mostRows).map((proposal) => (
        <Row
          key={proposal.id}
          proposal={proposal}
          category={byId.get(proposal.categoryId)}
          isSelected={selectedIds.includes(boxIdOf(proposal))}
        />
      ))}
    </ul>
  )
}

type RowProps = {
  readonly proposal: Proposal
  readonly category: Category | undefined
  readonly isSelected: boolean
}

function Row({ proposal, category, isSelected }: RowProps) {
  const { t } = useTranslation()
  const name = category?.name ?? t('annotate.objects.noClass')
  const percent = Math.round(proposal.score * 100)
  return (
    <li className={styles.item} data-shown={isSelected}>
      <button
        type="button"
        className={styles.text}
        aria-pressed={isSelected}
        title={t('assistant.by', { model: proposal.model })}
        onClick={() => change((editor) => unchanged(showProposal(editor, proposal)))}
      >
        <Swatch color={category?.color} />
        <span>{name}</span>
        <span className={`number ${styles.percent}`}>{percent} %</span>
      </button>
      <IconButton
        label={t('assistant.accept', { name, percent })}
        {...(isSelected && { command: 'annotate.acceptProposal' as const })}
        onClick={() => change((editor) => accept(editor, [proposal], nextId))}
      >
        <Check size={14} />
      </IconButton>
      <IconButton
        label={t('assistant.reject', { name, percent })}
        {...(isSelected && { command: 'annotate.rejectProposal' as const })}
        onClick={() => change((editor) => reject(editor, [proposal]))}
      >
        <X size={14} />
      </IconButton>
    </li>
  )
}
