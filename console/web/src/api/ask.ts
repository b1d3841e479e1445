import { api } from './client'
import { result, type Result } from './problem'

/** What a call carries. A body that is a `Blob` goes as it is, anything else as JSON. */
export interface Asked {
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Goes out even when the page is being left. */
  readonly keepalive?: boolean
}

type Method = 'get' | 'post' | 'put' | 'delete'

interface Loose {
  request(method: Method, path: string, init: object): Promise<{ data?: unknown; error?: unknown; response: Response }>
}

/**
 * A call by its path, for bodies that are files and for answers that a page reads with a type of its own. It goes the same way as every
 * other call: credentials, language, and the server's clock.
 */
export function ask<T>(method: Method, path: string, asked: Asked = {}): Promise<Result<T>> {
  const { query, body, headers, keepalive } = asked
  const raw = body instanceof Blob
  const init = {
    ...(query ? { params: { query } } : {}),
    ...(body === undefined ? {} : { body }),
    ...(raw ? { bodySerializer: (file: Blob) => file } : {}),
    ...(headers ? { headers } : {}),
    ...(keepalive ? { keepalive: true } : {}),
  }
  return result((api as unknown as Loose).request(method, path, init) as Promise<{ data?: T; error?: unknown; response: Response }>)
}

/** A part of a path; what a person typed never becomes another path. */
export function part(text: string): string {
  return encodeURIComponent(text)
}
