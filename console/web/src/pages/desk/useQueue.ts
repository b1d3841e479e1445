import { computed, ref, watch } from 'vue'
import { language } from '@/i18n'
import { fresh } from '@/live/fresh'
import { readQueue, type Row } from './calls'
import { better, moved, ranked, steady } from './ranking'

/** The queue of one institution, live; the order in hand never moves under the hand. */
export function useQueue(institution: () => string | undefined) {
  const read = fresh(
    () => (institution() ? readQueue(institution()!) : undefined),
    fact => fact.institution === institution() && !['FindingsRecorded', 'PaperAttached'].includes(fact.type),
    () => [institution(), language()].join(),
  )
  const selected = ref<string | null>(null)
  /** The last row that was selected, kept while it is answered and gone from the queue. */
  const held = ref<Row>()
  const rows = computed(() => read.value.value ?? [])
  const shown = ref<{ moving: Row[]; byDeadline: Row[] }>({ moving: [], byDeadline: [] })

  watch(
    rows,
    all => {
      const next = ranked(all)
      shown.value = {
        moving: steady(numbers(shown.value.moving), next.moving, selected.value),
        byDeadline: steady(numbers(shown.value.byDeadline), next.byDeadline, selected.value),
      }
      if (selected.value === null && !held.value) select(shown.value.moving[0]?.number ?? shown.value.byDeadline[0]?.number ?? null)
    },
    { immediate: true },
  )
  watch(institution, () => {
    selected.value = null
    held.value = undefined
  })

  const inOrder = computed(() => numbers([...shown.value.moving, ...shown.value.byDeadline]))
  const row = computed(() => rows.value.find(one => one.number === selected.value) ?? (held.value?.number === selected.value ? held.value : undefined))
  const inQueue = computed(() => rows.value.some(one => one.number === selected.value))
  const urgent = computed(() => better(shown.value.moving, selected.value))

  function select(number: string | null): void {
    selected.value = number
    held.value = rows.value.find(one => one.number === number)
  }
  function move(by: 1 | -1): void {
    select(moved(inOrder.value, selected.value, by) ?? selected.value)
  }
  /** To the next that waits, once this one is done with. */
  function next(after: string): void {
    const rest = inOrder.value.filter(number => number !== after)
    const at = inOrder.value.indexOf(after)
    select(rest[Math.min(Math.max(at, 0), rest.length - 1)] ?? null)
  }
  return { read, rows, shown, selected, row, inQueue, urgent, select, move, next }
}

function numbers(rows: readonly Row[]): string[] {
  return rows.map(one => one.number)
}
