/** The pages that the client can open with, as `start_page` of a person's settings names them. */
export const startPages = [
  ['today', 'Today'],
  ['inbox', 'Inbox'],
  ['upcoming', 'Upcoming'],
] as const;
