import { credentials } from '@/api/credentials'
import type { Draft } from './draft'

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

  async all(): Promise<Draft[]> {
    const found = await this.call('GET', '')
    const drafts = found && typeof found === 'object' && 'drafts' in found ? (found.drafts as { body?: Draft }[]) : []
    return drafts.flatMap(one => (one.body?.id ? [one.body] : []))
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
      if (response.status === 404 && method !== 'DELETE') this.absent = true
      if (!response.ok) return undefined
      return response.status === 204 ? {} : await response.json().catch(() => ({}))
    } catch {
      return undefined
    }
  }
}
