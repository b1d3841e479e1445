import { api } from '@/api/client'
import { result } from '@/api/problem'
import type { Draft } from './draft'

/** Whether it has the shape that this page writes; an older page may have written another. */
function isDraft(value: object): value is Draft {
  const draft = value as Partial<Draft>
  return typeof draft.id === 'string' && Array.isArray(draft.payments) && Array.isArray(draft.lures) && Array.isArray(draft.sendings) && typeof draft.ordered === 'number'
}

/** How many of the newest are read. */
const MOST = 8

/** The server's copy of the operator's own drafts: another machine can go on where this one stopped. The copy on this machine is the first one. */
export class ServerCopy {
  async put(draft: Draft): Promise<boolean> {
    const body: Record<string, unknown> = { ...draft }
    return (await result(api.PUT('/drafts/{draftId}', { params: { path: { draftId: draft.id } }, body }))).ok
  }

  async remove(draftId: string): Promise<void> {
    await result(api.DELETE('/drafts/{draftId}', { params: { path: { draftId } } }))
  }

  /** The newest few. */
  async all(): Promise<Draft[]> {
    const heads = await result(api.GET('/drafts'))
    if (!heads.ok) return []
    const read = await Promise.all(heads.value.drafts.slice(0, MOST).map(({ draftId }) => result(api.GET('/drafts/{draftId}', { params: { path: { draftId } } }))))
    return read.flatMap(one => (one.ok && isDraft(one.value.draft) ? [one.value.draft] : []))
  }
}
