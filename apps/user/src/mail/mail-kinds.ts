/** What a link in a mail is good for, and for how many minutes. */
export const purposes = {
  verify: 24 * 60,
  reset: 30,
  change: 60,
} as const;

export type Purpose = keyof typeof purposes;

/** Every mail that is sent. `reset` and `register` are for an address of which it is not known yet whether it has an account. */
export type MailKind = Purpose | 'register' | 'password_changed' | 'email_changed' | 'second_factor_disabled';

/** Where in the web client a link leads. */
export const pages = { verify: 'verify', reset: 'reset', change: 'verify' } as const satisfies Record<Purpose, string>;

/** Where the link leads that opens an account. */
export const registerPage = 'welcome';

export const isPurpose = (kind: MailKind): kind is Purpose => kind in purposes;
