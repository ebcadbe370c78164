// HTML that cannot be broken by its values: an escaping tagged template, attributes, and a small markdown.
export { Attributes, type AttributeValues, attributes } from './attributes.ts';
export { escapeText } from './escape.ts';
export { type Content, Html, html, joinHtml, raw } from './html.ts';
export { type MarkdownOptions, markdown } from './markdown.ts';
export { safeAddress } from './safe-address.ts';
