// The island around a search box: shows names while a person types, as an ARIA 1.2 combobox with a list. What is chosen is put
// into the box and searched for like anything else: the form is the truth. It stores nothing and tells nobody.
import { isWorthAsking, questionAddress, readSuggestions, type Suggestion, stepFrom } from './suggestion.ts';

const pauseMilliseconds = 150;

class SuggestNames extends HTMLElement {
  #input = document.createElement('input');
  readonly #list = document.createElement('ul');
  readonly #status = document.createElement('p');
  #asking = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #chosen = -1;

  connectedCallback(): void {
    const input = this.querySelector('input');
    if (input === null || this.contains(this.#list)) return;
    this.#input = input;
    this.#prepare(input);
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('keydown', event => this.#pressed(event));
    input.addEventListener('blur', () => this.#close());
    // The finger on a name must not take the focus from the box: it would close the list under it.
    this.#list.addEventListener('pointerdown', event => event.preventDefault());
    this.#list.addEventListener('click', event => this.#take((event.target as Element).closest('li')));
    input.form?.addEventListener('submit', () => this.#close());
  }

  #prepare(input: HTMLInputElement): void {
    const { label = '' } = this.dataset;
    this.#list.id = `${input.id}-names`;
    this.#list.hidden = true;
    this.#status.className = 'unseen';
    setAttributes(this.#list, { role: 'listbox', 'aria-label': label });
    setAttributes(this.#status, { role: 'status' });
    setAttributes(input, {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.#list.id,
    });
    this.append(this.#list, this.#status);
  }

  #typed(): void {
    this.#asking.abort();
    clearTimeout(this.#timer);
    this.#choose(-1);
    if (!isWorthAsking(this.#input.value)) this.#close();
    else this.#timer = setTimeout(() => void this.#ask(), pauseMilliseconds);
  }

  async #ask(): Promise<void> {
    const { from = '', register } = this.dataset;
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const answer = await fetch(questionAddress(from, this.#input.value, register), { signal });
      const names = answer.ok ? readSuggestions(await answer.json()) : [];
      if (!signal.aborted) this.#show(names);
    } catch {
      // Without an answer the box is a plain one; whoever typed on has asked again already.
      if (!signal.aborted) this.#close();
    }
  }

  #show(names: readonly Suggestion[]): void {
    if (document.activeElement !== this.#input) return;
    this.#list.replaceChildren(...names.map((name, place) => this.#option(name, place)));
    this.#choose(-1);
    this.#list.hidden = names.length === 0;
    this.#input.setAttribute('aria-expanded', String(names.length > 0));
    const { many = '', none = '' } = this.dataset;
    this.#status.textContent = names.length === 0 ? none : many.replace('{count}', String(names.length));
  }

  #option({ name, also, title }: Suggestion, place: number): HTMLLIElement {
    const option = document.createElement('li');
    setAttributes(option, { role: 'option', id: `${this.#list.id}-${place}` });
    option.dataset['name'] = name;
    const { register } = this.dataset;
    const where = register === undefined ? title[document.documentElement.lang] : undefined;
    option.append(
      run('b', name),
      ...(also === undefined ? [] : [run('span', also)]),
      ...(where === undefined ? [] : [run('small', where)]),
    );
    return option;
  }

  #pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const open = !this.#list.hidden;
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (open) this.#choose(stepFrom(this.#chosen, key === 'ArrowDown' ? 1 : -1, this.#list.children.length));
      else if (isWorthAsking(this.#input.value)) void this.#ask();
    } else if (key === 'Enter' && open && this.#chosen >= 0) this.#take(this.#list.children[this.#chosen] ?? null);
    else if (key === 'Escape' && open) this.#close();
    else return;
    event.preventDefault();
  }

  #choose(place: number): void {
    this.#chosen = place;
    for (const [at, option] of [...this.#list.children].entries())
      option.setAttribute('aria-selected', String(at === place));
    const option = this.#list.children[place];
    if (option === undefined) this.#input.removeAttribute('aria-activedescendant');
    else {
      this.#input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    }
  }

  #take(option: Element | null): void {
    const name = option instanceof HTMLElement ? option.dataset['name'] : undefined;
    if (name === undefined) return;
    this.#input.value = name;
    this.#close();
    this.#input.form?.requestSubmit();
  }

  #close(): void {
    this.#asking.abort();
    clearTimeout(this.#timer);
    this.#list.hidden = true;
    this.#choose(-1);
    this.#status.textContent = '';
    this.#input.setAttribute('aria-expanded', 'false');
  }
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

// In its own language, so that it is spoken and set as what it is.
function run(name: string, text: string): HTMLElement {
  const element = document.createElement(name);
  element.lang = /[\u0e81-\u0edf]/.test(text) ? 'lo' : 'en';
  element.textContent = text;
  return element;
}

customElements.define('suggest-names', SuggestNames);
