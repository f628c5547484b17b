/** Password, authenticator, sessions, data. */
export function Settings() {
  return <h1>Settings</h1>;
}
