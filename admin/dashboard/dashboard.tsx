/** Visitors and views, where they came from, and what was not counted. */
export function Dashboard() {
  return <h1>Numbers</h1>;
}
