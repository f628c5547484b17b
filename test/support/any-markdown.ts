import fc from 'fast-check';

/** Pieces of which each means something to a parser of Markdown or HTML. */
const pieces = [
  ...'<>&"\'`*_~[](){}!#|:-+=\\/^$@.,;%?\n\t ',
  ...['```', '~~~', '> ', '- ', '1. ', '- [ ] ', '\n\n', '    ', '# ', '## ', '---', '|-|', '[^1]'],
  ...['[^1]: ', '> [!NOTE]\n', '![', '](', '[a]: ', 'https://a.b', 'javascript:', 'data:', '//x'],
  ...['<script>', '</p>', '<img src=x onerror=1>', 'onload=', 'style=', '&#60;', '&lt;', '&colon;'],
  ...['/media/0123456789abcdef-3x4.png', 'ts\n', '\u202e', '\u0000', '😀', 'ß', '漢', 'a', 'theme'],
];

/** Texts in which the marks of Markdown and HTML meet in any order. */
export const anyMarkdown = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60 })
  .map((parts) => parts.join(''));
