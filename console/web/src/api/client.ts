import createClient, { type Middleware } from 'openapi-fetch'
import { credentials } from './credentials'
import type { components, paths } from './contract.gen'
import { observe } from '@/time/house-clock'

export type Schemas = components['schemas']

const asWhoeverIsSignedIn: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', credentials.language)
    if (credentials.csrf && !['GET', 'HEAD'].includes(request.method)) request.headers.set('X-Haltline-CSRF', credentials.csrf)
    return request
  },
  onResponse({ request, response }) {
    observe(response.headers.get('date'))
    if (response.status === 401 && !new URL(request.url).pathname.endsWith('/api/session')) credentials.refused()
    return undefined
  },
  onError() {
    credentials.away()
    return undefined
  },
}

/** The API as its contract describes it: paths, parameters, bodies and answers are checked by the compiler. */
export const api = createClient<paths>({ baseUrl: `${globalThis.location?.origin ?? 'http://127.0.0.1'}/api` })
api.use(asWhoeverIsSignedIn)

/** A new key for one form; whoever sends the form again sends the same key. */
export function newKey(): string {
  return crypto.randomUUID()
}
