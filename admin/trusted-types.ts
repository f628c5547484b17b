interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

const asItIs: Policy = { createHTML: (html) => html, createScriptURL: (url) => url };
const { trustedTypes } = window as unknown as {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};

/**
 * What makes text into HTML and addresses into scripts: the page's policy allows it here and nowhere else. It gets
 * what the renderer of Markdown made, and the address of the renderer's own file.
 */
export const trusted = trustedTypes?.createPolicy('owner', asItIs) ?? asItIs;
