customElements.define('verify-proof', class extends HTMLElement {});
