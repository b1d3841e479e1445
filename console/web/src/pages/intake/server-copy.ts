import { credentials } from '@/api/credentials'
import type { Draft } from './draft'

/** Whether it has the shape that this page writes; an older page may have written another. */
function isDraft(value: Draft | undefined): value is Draft {
  return typeof value?.id === 'string' && Array.isArray(value.payments) && Array.isArray(value.lures) && Array.isArray(value.sendings) && typeof value.ordered === 'number'
}

/**
 * The server's copy of the operator's own drafts: another machine can go on where this one stopped. The copy on this machine is the first one;
 * a server that keeps none is asked no more until the page is opened again.
 */
export class ServerCopy {
  private absent = false

  async put(draft: Draft): Promise<boolean> {
    return (await this.call('PUT', draft.id, draft)) !== undefined
  }

  async remove(id: string): Promise<void> {
    await this.call('DELETE', id)
  }

  /** The newest few. */
  async all(): Promise<Draft[]> {
    const found = (await this.call('GET', '')) as { drafts?: { draftId: string }[] } | undefined
    const heads = found?.drafts?.slice(0, 8) ?? []
    const read = await Promise.all(heads.map(async head => (await this.call('GET', head.draftId)) as { draft?: Draft } | undefined))
    return read.flatMap(one => (isDraft(one?.draft) ? [one.draft] : []))
  }

  private async call(method: string, id: string, body?: unknown): Promise<unknown> {
    if (this.absent) return undefined
    try {
      const response = await fetch(`/api/drafts${id ? `/${id}` : ''}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(method !== 'GET' && credentials.csrf ? { 'X-Haltline-CSRF': credentials.csrf } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (response.status === 404 && id === '') this.absent = true
      if (!response.ok) return undefined
      return response.status === 204 ? {} : await response.json().catch(() => ({}))
    } catch {
      return undefined
    }
  }
}
