import type { Plugin } from 'vite'

/**
 * The development server's way to a running house: `HALTLINE_URL` says where it is. A house without sign-in pages is reached with
 * `HALTLINE_TOKEN`; `HALTLINE_ACTOR` is then the answer to who is signed in, as JSON. None of this is in what is built.
 */
export function serverOfDevelopment(): Plugin {
  const { HALTLINE_URL: target = 'http://127.0.0.1:8460', HALTLINE_TOKEN: token, HALTLINE_ACTOR: actor } = process.env
  return {
    name: 'server-of-development',
    apply: 'serve',
    config: () => ({
      server: {
        proxy: { '/api': { target, ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}) } },
      },
    }),
    configureServer(server) {
      if (!actor) return
      server.middlewares.use('/api/session', (_, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify({ actor: JSON.parse(actor), csrf: 'development', idleSeconds: 3600 }))
      })
    },
  }
}
