import type { Draft } from './draft'

const days = 7 * 24 * 3600 * 1000

/**
 * The drafts of this browser, each under its person: nothing typed is lost by a reload, a sign-out or a server that is away. A browser that
 * keeps nothing says so by rejecting.
 */
export class Kept {
  private opened: Promise<IDBDatabase> | undefined

  constructor(readonly who: string) {}

  private open(): Promise<IDBDatabase> {
    this.opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('haltline', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('drafts')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('no database'))
    })
    return this.opened
  }

  private async on<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const database = await this.open()
    return new Promise((resolve, reject) => {
      const transaction = database.transaction('drafts', mode, { durability: 'strict' })
      const request = act(transaction.objectStore('drafts'))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onerror = () => reject(transaction.error ?? new Error('not kept'))
      transaction.onabort = () => reject(transaction.error ?? new Error('not kept'))
    })
  }

  async put(draft: Draft): Promise<void> {
    await this.on('readwrite', store => store.put(JSON.parse(JSON.stringify(draft)), [this.who, draft.id]))
  }

  async remove(id: string): Promise<void> {
    await this.on('readwrite', store => store.delete([this.who, id]))
  }

  /** The newest first; what nobody touched for a week is let go, unless it still has something to send. */
  async all(): Promise<Draft[]> {
    const range = IDBKeyRange.bound([this.who], [this.who, []])
    const drafts = (await this.on('readonly', store => store.getAll(range))) as Draft[]
    const old = drafts.filter(draft => draft.touchedAt < Date.now() - days && draft.sendings.length === 0)
    await Promise.all(old.map(draft => this.remove(draft.id)))
    // What an older page wrote lacks what was added since.
    drafts.forEach(draft => (draft.ordered ??= 0))
    return drafts.filter(draft => !old.includes(draft)).sort((a, b) => b.touchedAt - a.touchedAt)
  }
}
