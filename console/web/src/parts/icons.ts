/** One stroke or one filled shape of an icon on a field of 16 by 16. */
export interface Shape {
  readonly d: string
  /** Width of the line; filled without one. */
  readonly line?: number
  readonly dash?: string
}

/** Every sign of the desks. Risk: red, orange, blue, green. Orders: issued, taken, done, refused, unknown, desk. */
export const icons = {
  issued: [
    { d: 'M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0 -12.4 0z', line: 1.6 },
    { d: 'M4.6 8h5.6M8 5.6 10.6 8 8 10.4', line: 1.6 },
  ],
  taken: [
    { d: 'M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0 -12.4 0z', line: 1.6 },
    { d: 'M8 2a6 6 0 0 1 0 12z' },
  ],
  done: [
    { d: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-1 10.4L3.8 8.2l1.2-1.2 2 2 4-4 1.2 1.2z' },
  ],
  refused: [
    { d: 'M1.5 1.5h13v13h-13zm3.2 4.4L6.9 8l-2.2 2.1 1.2 1.2L8 9.2l2.1 2.1 1.2-1.2L9.1 8l2.2-2.1-1.2-1.2L8 6.8 5.9 4.7z' },
  ],
  unknown: [
    { d: 'M1.6 8a6.4 6.4 0 1 0 12.8 0a6.4 6.4 0 1 0 -12.8 0z', line: 1.5, dash: '2.5 1.6' },
    { d: 'M6 6.3a2 2 0 1 1 3 1.7c-.7.4-1 .7-1 1.4', line: 1.5 },
    { d: 'M7.2 10.8h1.7v1.4H7.2z' },
  ],
  desk: [
    { d: 'M5.1 4.2a2.9 2.9 0 1 0 5.8 0a2.9 2.9 0 1 0 -5.8 0z' },
    { d: 'M2.6 12c0-2.7 2.2-4 5.4-4s5.4 1.3 5.4 4zM1 13.2h14v1.8H1z' },
  ],
  red: [
    { d: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM7 3.8v5.4h2V3.8zm0 6.6v2h2v-2z' },
  ],
  orange: [
    { d: 'M8 1 15.5 14.5H.5zM7.1 5.8v4.4h1.8V5.8zm0 5.4V13h1.8v-1.8z' },
  ],
  blue: [
    { d: 'm8 .5 7.5 7.5L8 15.5.5 8zM7.1 7.2v4.4h1.8V7.2zm0-2.8v1.8h1.8V4.4z' },
  ],
  green: [
    { d: 'M3 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z', line: 3 },
  ],
  search: [
    { d: 'M2.3 7a4.7 4.7 0 1 0 9.4 0a4.7 4.7 0 1 0 -9.4 0z', line: 1.6 },
    { d: 'm10.5 10.5 4 4', line: 1.6 },
  ],
  acct: [
    { d: 'M1.5 3.5h13v9h-13z', line: 1.5 },
    { d: 'M1.5 6.5h13', line: 2 },
  ],
  phone: [
    { d: 'M5.6 1.8 3 2.6c-1 3.6 6.8 11.4 10.4 10.4l.8-2.6-3-1.7-1.6 1.4C8 9.3 6.7 8 5.9 6.4l1.4-1.6z', line: 1.5 },
  ],
  link: [
    { d: 'M6.8 9.2a3 3 0 0 0 4.3 0l2.4-2.5a3 3 0 0 0-4.3-4.2L8 3.7M9.2 6.8a3 3 0 0 0-4.3 0L2.5 9.3a3 3 0 0 0 4.3 4.2L8 12.3', line: 1.6 },
  ],
  app: [
    { d: 'M4 1.5h8v13H4zM6.8 12.4h2.4', line: 1.5 },
  ],
  chat: [
    { d: 'M1.8 2.5h12.4v8.4H7.6L4.4 14v-3.1H1.8z', line: 1.5 },
  ],
  doc: [
    { d: 'M3 1.5h6.5L13 5v9.5H3zM9.2 1.8V5.3H13M5.4 8.5h5.2M5.4 11h5.2', line: 1.5 },
  ],
  user: [
    { d: 'M5 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z', line: 1.5 },
    { d: 'M2.5 14.5c0-3.4 2.2-5 5.5-5s5.5 1.6 5.5 5', line: 1.5 },
  ],
  eye: [
    { d: 'M1 8c1.8-3 4-4.6 7-4.6S13.2 5 15 8c-1.8 3-4 4.6-7 4.6S2.8 11 1 8z', line: 1.5 },
    { d: 'M6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z', line: 1.5 },
  ],
  chain: [
    { d: 'M1.5 5.5h5v5h-5zM9.5 5.5h5v5h-5zM6.5 8h3', line: 1.5 },
  ],
  moon: [
    { d: 'M6 1.5a6.6 6.6 0 1 0 8.5 8.5A6 6 0 0 1 6 1.5z' },
  ],
  warn: [
    { d: 'M8 1.8 15 14H1z', line: 1.5 },
    { d: 'M8 6v4M8 11.2v1.5', line: 1.5 },
  ],
  tick: [
    { d: 'm2.5 8.5 3.7 3.7L13.5 4.5', line: 2 },
  ],
  next: [
    { d: 'M1.5 8h12M9 3.5 13.5 8 9 12.5', line: 1.6 },
  ],
  drop: [
    { d: 'M8 1.5v8.5M4.5 6.5 8 10l3.5-3.5M1.8 10.5v4h12.4v-4', line: 1.5 },
  ],
  lock: [
    { d: 'M3 7h10v7.5H3zM5 7V4.5a3 3 0 0 1 6 0V7', line: 1.5 },
  ],
  day: [{ d: 'M2.5 3.5h11v10h-11zM2.5 6.6h11M5.5 1.6v3M10.5 1.6v3', line: 1.4 }],
  clock: [
    { d: 'M1.7 8a6.3 6.3 0 1 0 12.6 0a6.3 6.3 0 1 0 -12.6 0z', line: 1.5 },
    { d: 'M8 4v4.3l2.8 1.7', line: 1.5 },
  ],
  off: [
    { d: 'M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0 -12.4 0z', line: 1.6 },
    { d: 'm3.6 12.4 8.8-8.8', line: 1.6 },
  ],
  pen: [
    { d: 'M10.5 2.8 13.2 5.5 5.6 13.1 2.2 13.8 2.9 10.4zM9 4.3 11.7 7', line: 1.4 },
  ],
  live: [
    { d: 'M4.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z' },
    { d: 'M1.7 8a6.3 6.3 0 1 0 12.6 0a6.3 6.3 0 1 0 -12.6 0z', line: 1.2 },
  ],
} satisfies Record<string, readonly Shape[]>

export type IconName = keyof typeof icons
