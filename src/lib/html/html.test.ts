// What a template does with values, friendly and hostile.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attributes, html, joinHtml, raw } from './index.ts';

const hostile = `"><img src=x onerror=alert(1)>'</script><script>`;

describe('a template', () => {
  it('escapes texts in content and in attributes', () => {
    const made = html`<p title="${hostile}">${hostile}</p>`.text;
    assert.doesNotMatch(made, /<img|<script|title=""/);
    assert.equal(made.split('<').length, 3, 'nothing but its own p is an element');
  });

  it('takes HTML made by a template as it is, and lists one after the other', () => {
    const rows = ['ກ', '<ຂ>'].map(text => html`<li>${text}</li>`);
    assert.equal(html`<ul>${rows}</ul>`.text, '<ul><li>ກ</li><li>&lt;ຂ&gt;</li></ul>');
  });

  it('writes nothing for nothing, and zero for zero', () => {
    assert.equal(html`<b>${null}${undefined}${false}${[]}${0}${10n}</b>`.text, '<b>010</b>');
  });

  it('shows direction overrides, controls and half characters as U+FFFD', () => {
    assert.equal(html`${'a\u202eb\u0000c\ud800d'}`.text, 'a\ufffdb\ufffdc\ufffdd');
  });

  it('keeps Lao letters and their marks as they are', () => {
    assert.equal(html`<i>${'ນ້ຳ ທີ່ ເຂົ້າ'}</i>`.text, '<i>ນ້ຳ ທີ່ ເຂົ້າ</i>');
  });

  it('holds addresses to safe schemes, disguised ones too', () => {
    for (const address of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'JAVASCRIPT:x',
      'data:text/html,x',
      'vbscript:x',
    ])
      assert.equal(html`<a href="${address}">x</a>`.text, '<a href="#">x</a>', address);
    for (const address of ['https://example.la/?a=1', '/lo/', '../x', '#top', 'mailto:a@b.la', 'tel:+856 21 1'])
      assert.equal(html`<a href="${address}">x</a>`.text, `<a href="${address}">x</a>`);
  });

  it('does not take the end of an address for its scheme', () => {
    assert.equal(html`<a href="/lo/${'javascript:x'}">x</a>`.text, '<a href="/lo/javascript:x">x</a>');
  });

  it('closes the gaps where no value is safe', () => {
    const unsafe = [
      () => html`<script>${'x'}</script>`,
      () => html`<style>${'x'}</style>`,
      () => html`<p onclick="${'x'}"></p>`,
      () => html`<p style="${'x'}"></p>`,
      () => html`<p title=${'x'}></p>`,
      () => html`<p title='${'x'}'></p>`,
      () => html`<${'p'}></p>`,
      () => html`<!-- ${'x'} -->`,
      () => html`<p ${'hidden'}></p>`,
    ];
    for (const make of unsafe) assert.throws(make, Error, make.toString());
  });

  it('lets content follow a comment, a closing script and an attribute without a value', () => {
    assert.equal(html`<!-- > --><script src="/a.js" defer></script><b>${'<'}</b>`.text.slice(-11), '<b>&lt;</b>');
  });

  it('takes attributes among attributes and nowhere else', () => {
    const some = attributes({ hidden: true, title: '"x"', lang: undefined, href: 'javascript:x', colspan: 2 });
    assert.equal(html`<a${some}>x</a>`.text, '<a hidden title="&quot;x&quot;" href="#" colspan="2">x</a>');
    assert.throws(() => html`<b>${some}</b>`);
    assert.throws(() => attributes({ onclick: 'x' }));
    assert.throws(() => attributes({ 'a b': 'x' }));
  });

  it('takes no HTML and no list in an attribute', () => {
    assert.throws(() => html`<b title="${html`x`}"></b>`);
    assert.throws(() => html`<b title="${['x']}"></b>`);
  });

  it('makes line ends of the fixed parts one line end, and leaves those of values', () => {
    assert.equal(
      html`<p>
        ${'a\n   b'}
      </p>`.text,
      '<p>\na\n   b\n</p>',
    );
  });

  it('joins pieces with something between, escaped too', () => {
    assert.equal(joinHtml(['<', raw('<br>')], ' & ').text, '&lt; &amp; <br>');
  });
});
