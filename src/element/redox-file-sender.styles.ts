import { css } from 'lit';

/**
 * Text takes the page's own colour, and what is coloured has 3:1 against white and against nearly black, so that the
 * element fits light and dark pages without being told which it is on.
 */
export const styles = css`
  :host {
    --_accent: var(--redox-file-sender-accent, #1a6fd4);
    --_on-accent: var(--redox-file-sender-on-accent, #fff);
    --_error: var(--redox-file-sender-error, #d93025);
    --_success: var(--redox-file-sender-success, #188a42);
    --_warning: var(--redox-file-sender-warning, #b26a00);
    --_border: var(--redox-file-sender-border, color-mix(in srgb, currentColor 55%, transparent));
    --_surface: var(--redox-file-sender-surface, color-mix(in srgb, currentColor 4%, transparent));
    --_radius: var(--redox-file-sender-radius, 0.5rem);
    --_space: var(--redox-file-sender-space, 0.75rem);
    display: block;
    font: var(--redox-file-sender-font, inherit);
    line-height: 1.45;
    text-align: start;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  /* Korean and Japanese lines break between words, and not within them. */
  :lang(ko) {
    word-break: keep-all;
  }
  :lang(ja) {
    word-break: auto-phrase;
  }
  /* The host's own words, which are not in the element's language. */
  [part='label'][lang],
  [part='hint'][lang] {
    unicode-bidi: plaintext;
  }
  [part='label'] {
    display: block;
    inline-size: fit-content;
    margin-block-end: calc(var(--_space) / 4);
    font-weight: 600;
  }
  [part='required'] {
    font-weight: 400;
  }
  [part='hint'] {
    margin-block-end: calc(var(--_space) / 2);
  }
  [part='dropzone'] {
    display: grid;
    justify-items: center;
    gap: calc(var(--_space) * 0.6);
    padding: calc(var(--_space) * 2) min(var(--_space), 7%);
    border: 2px dashed var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    text-align: center;
    overflow-wrap: anywhere;
  }
  [part='dropzone'].dragging {
    border-color: var(--_accent);
    border-style: solid;
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
  }
  .dragging * {
    pointer-events: none;
  }
  [part='icon'] {
    color: var(--_accent);
    line-height: 0;
  }
  [part='icon'] svg {
    inline-size: 2.25rem;
    block-size: 2.25rem;
  }
  button,
  select {
    min-block-size: 2.25rem;
    max-inline-size: 100%;
    padding: 0.35em 0.9em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: transparent;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:hover:enabled {
    border-color: currentColor;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  :disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  [part='button'] {
    min-block-size: 2.75rem;
    padding-inline: min(1.25em, 7%);
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  [part='button']:hover:enabled {
    border-color: transparent;
    box-shadow: inset 0 0 0 99rem rgb(0 0 0 / 12%);
  }
  [part='limit'] {
    font-size: 0.875em;
  }
  [part='notice'],
  [part='restored'] {
    margin-block-start: calc(var(--_space) / 2);
    padding: calc(var(--_space) / 3) var(--_space);
    border-inline-start: 4px solid var(--_error);
    overflow-wrap: anywhere;
  }
  /* With room for the ring of its focus. */
  [part='notice'] button {
    display: block;
    margin-block: calc(var(--_space) / 2);
  }
  [part='restored'] {
    border-color: var(--_success);
  }
  .live {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :host([compact]) [part='dropzone'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) / 2) var(--_space);
    padding: calc(var(--_space) / 2);
    text-align: start;
  }
  :host([compact]) [part='icon'] {
    display: none;
  }
  :host([compact]) button {
    min-block-size: 2rem;
    padding-block: 0.2em;
  }
  /* The user's own colour for it, undiluted. */
  @media (forced-colors: active) {
    :disabled {
      opacity: 1;
    }
  }
  /* Nothing can be dropped with a finger. */
  @media not (any-pointer: fine) {
    [part='drop-hint'] {
      display: none;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [part='dropzone'],
    button {
      transition: 0.15s;
      transition-property: background-color, border-color, box-shadow;
    }
  }
`;
