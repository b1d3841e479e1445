import { computed } from 'vue'
import { fresh } from '@/live/fresh'
import { readCase, readFindings, type Row } from './calls'
import { movements } from './check'

/** What the case and the institutions' findings say about the order in hand, read anew when either changes. */
export function useOrderFile(row: () => Row, mayFindings: () => boolean) {
  const caseId = (): string => row().caseId
  const file = fresh(() => readCase(caseId()), fact => fact.caseId === caseId(), caseId)
  const told = fresh(() => (mayFindings() ? readFindings(caseId()) : undefined), fact => fact.caseId === caseId() && fact.type === 'FindingsRecorded', caseId)

  const target = computed(() => row().order.target)
  const plain = (account: string): string => account.replace(/\s/g, '')
  const order = computed(() => file.value.value?.orders.find(one => one.number === row().number))
  const payments = computed(() => (file.value.value?.payments ?? []).filter(one => one.payee.key === target.value.key || one.payee.display === target.value.display))
  const seen = computed(() => movements(target.value.display, told.value.value, payments.value))
  const holder = computed(
    () =>
      told.value.value?.holders.find(one => one.order === row().number && one.name)?.name ??
      told.value.value?.transfers.flatMap(one => [one.from, one.to]).find(side => side?.holder && side.account && plain(side.account) === plain(target.value.display))?.holder,
  )
  return { file, told, order, payments, seen, holder }
}
