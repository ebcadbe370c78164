// The island on the verify page: puts a button where the page says that script could check, and shows what it finds. It
// reads the texts of the page and nothing else.
import { checkProof, type ProofParts } from './proof-check.ts';

class VerifyProof extends HTMLElement {
  connectedCallback(): void {
    const fallback = this.querySelector('.fallback');
    // WebCrypto is there only on a safe connection; without it the page's own words stand.
    if (fallback === null || globalThis.crypto?.subtle === undefined) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = this.dataset['button'] ?? '';
    button.addEventListener('click', () => void this.#check());
    fallback.replaceWith(button);
  }

  async #check(): Promise<void> {
    const answer = await checkProof(this.#parts());
    const { body = '', entry = '', signature = '', unable = '' } = this.dataset;
    this.querySelector('.result')?.replaceChildren(
      ...(answer.body === undefined ? [] : [this.#line(answer.body, body)]),
      this.#line(answer.entry, entry),
      answer.signature === undefined ? this.#plainLine(unable) : this.#line(answer.signature, signature),
    );
  }

  #parts(): ProofParts {
    const texts: Record<string, string> = {};
    for (const part of this.querySelectorAll<HTMLElement>('[data-part]'))
      texts[part.dataset['part'] ?? ''] = part.textContent ?? '';
    return { entry: '', proof: '', ...texts };
  }

  #line(good: boolean, words: string): HTMLElement {
    const { good: right = '', bad = '' } = this.dataset;
    const line = this.#plainLine(`${good ? '✓' : '✗'} ${words}: ${good ? right : bad}`);
    line.className = good ? 'holds' : 'broken';
    return line;
  }

  #plainLine(text: string): HTMLElement {
    const line = document.createElement('p');
    line.textContent = text;
    return line;
  }
}

customElements.define('verify-proof', VerifyProof);
