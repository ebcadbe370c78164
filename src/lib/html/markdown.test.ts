// The small markdown: what it knows, and what it leaves as text.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdown } from './index.ts';

describe('markdown', () => {
  it('makes paragraphs, headings from the given level, and flat lists', () => {
    const text = '# ຫົວຂໍ້\n\nວັກໜຶ່ງ\nແຖວສອງ\n\n- ກ\n- ຂ\n1. ຄ\n໒. ງ';
    assert.equal(
      markdown(text).text,
      '<h2>ຫົວຂໍ້</h2>\n<p>ວັກໜຶ່ງ<br>\nແຖວສອງ</p>\n<ul><li>ກ</li><li>ຂ</li></ul>\n<ol><li>ຄ</li><li>ງ</li></ol>',
    );
  });

  it('lets headings fall by one level at most, whatever the author began with', () => {
    const levels = (text: string) => markdown(text, { topHeading: 3 }).text.match(/<h\d/g)?.join('');
    assert.equal(levels('### ກ\n###### ຂ\n### ຄ'), '<h3<h4<h3');
    assert.equal(levels('###### ກ\n# ຂ\n### ຄ\n###### ງ'), '<h3<h3<h4<h5');
  });

  it('makes bold, and links to http and https only', () => {
    assert.equal(
      markdown('**ໜາ** [ລິ້ງ](https://example.la/a?b=1&c=2)').text,
      '<p><strong>ໜາ</strong> <a href="https://example.la/a?b=1&amp;c=2" rel="nofollow noopener">ລິ້ງ</a></p>',
    );
    for (const text of ['[x](javascript:alert(1))', '[x](data:text/html,x)', '[x](//evil)', '[x](https://a"onclick=b)'])
      assert.doesNotMatch(markdown(text).text, /<a/, text);
  });

  it('lets no HTML through, wherever it stands', () => {
    const bad = '<img src=x onerror=alert(1)>';
    const made = markdown(
      `${bad}\n\n# ${bad}\n\n- ${bad}\n\n**${bad}** [${bad}](https://a.la) [**${bad}**](https://a.la)`,
    );
    assert.doesNotMatch(made.text, /<img/);
    assert.equal(made.text.match(/&lt;img/g)?.length, 6);
  });

  it('leaves what it does not know as text', () => {
    assert.equal(markdown('*a* _b_ `c` ![d](https://e.la/f) | g |').text.includes('<img'), false);
    assert.equal(markdown('**').text, '<p>**</p>');
    assert.equal(markdown('****').text, '<p>****</p>');
    assert.equal(markdown('[a](b').text, '<p>[a](b</p>');
  });

  it('reads a hostile line in about as many steps as it has letters', () => {
    for (const piece of ['[', '**', '[a](', '**a', '# ', '- '])
      assert.ok(markdown(piece.repeat(50_000)).text.length > 0);
  });

  it('makes nothing of an empty text', () => {
    assert.equal(markdown(' \n\n ').text, '');
  });
});
