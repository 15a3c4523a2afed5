/** What the page may load and do: its own files, pictures of the storage service, and nothing that is written into the page. */
export const pagePolicy = (storagePublicUrl: string): string =>
  Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    // the QR code of a second factor is a data: URL
    'img-src': `'self' data: ${new URL(storagePublicUrl).origin}`,
    'font-src': "'self'",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  })
    .map((directive) => directive.join(' '))
    .join('; ');
