const issuer = 'cloud-resume';

/** The URI that authenticators read from a QR code: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function totpUri(email: string, secret: string): string {
  const label = encodeURIComponent(`${issuer}:${email}`);
  return `otpauth://totp/${label}?${new URLSearchParams({ secret, issuer })}`;
}
