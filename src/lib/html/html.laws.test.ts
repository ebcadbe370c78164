// Laws of escaping that hold for every text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { escapeText, html, markdown } from './index.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '*', '[', ']', '(', ')', '#', '-', ' ', '\n', 'ກ', 'https://'),
  }),
);
const references: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

describe('escaping', () => {
  it('leaves no letter that could begin or end an element or an attribute', () => {
    fc.assert(fc.property(texts, text => !/[<>"']/.test(escapeText(text))));
  });

  it('loses nothing of a text without controls', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        fc.pre(!/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text));
        assert.equal(
          escapeText(text).replace(/&(?:amp|lt|gt|quot|#39);/g, one => references[one] ?? ''),
          text,
        );
      }),
    );
  });

  it('makes the same elements whatever the values are', () => {
    const elements = (text: string) => text.match(/<[^>]*>/g)?.length;
    fc.assert(fc.property(texts, text => elements(html`<p title="${text}">${text}</p>`.text) === 2));
  });
});

describe('markdown', () => {
  it('makes only the elements it knows', () => {
    const known =
      /^<\/?(?:p|h[2-6]|ul|ol|li|strong|br)>$|^<a href="https?:\/\/[^"<>\s]+" rel="nofollow noopener">$|^<\/a>$/;
    fc.assert(
      fc.property(texts, text => {
        for (const element of markdown(text).text.match(/<[^>]*>/g) ?? []) assert.match(element, known);
      }),
    );
  });
});
