/** The list of posts, projects and certifications, and their editor. */
export function Content() {
  return <h1>Content</h1>;
}
