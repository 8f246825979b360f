import { css } from 'lit';

/** Text takes the page's own colour, so that the element fits light and dark pages alike. */
export const styles = css`
  :host {
    --_accent: var(--redox-file-sender-accent, #1f5fae);
    --_on-accent: var(--redox-file-sender-on-accent, #fff);
    --_error: var(--redox-file-sender-error, #c5221f);
    --_success: var(--redox-file-sender-success, #1b8a4b);
    --_border: var(--redox-file-sender-border, color-mix(in srgb, currentColor 55%, transparent));
    --_surface: var(--redox-file-sender-surface, color-mix(in srgb, currentColor 4%, transparent));
    --_radius: var(--redox-file-sender-radius, 0.5rem);
    --_space: var(--redox-file-sender-space, 0.75rem);
    display: block;
    font: var(--redox-file-sender-font, inherit);
    line-height: 1.45;
  }
  :host([hidden]),
  [hidden] {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  p,
  ul {
    margin: 0;
    padding: 0;
  }
  /* The host's own words, which are not in the element's language. */
  [part='label'][lang],
  [part='hint'][lang] {
    unicode-bidi: plaintext;
  }
  [part='label'] {
    font-weight: 600;
  }
  [part='hint'] {
    margin-block-end: calc(var(--_space) / 2);
    opacity: 0.85;
  }
  [part='dropzone'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) / 2) var(--_space);
    padding: calc(var(--_space) * 1.5);
    border: 2px dashed var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  [part='dropzone'].dragging {
    border-color: var(--_accent);
    border-style: solid;
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }
  button {
    min-block-size: 2.25rem;
    padding: 0.35em 0.9em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.75);
    background: transparent;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 2px;
  }
  button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  [part='button'] {
    min-block-size: 2.75rem;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  [part='limit'] {
    flex-basis: 100%;
    font-size: 0.875em;
  }
  [part='files'] {
    display: grid;
    gap: calc(var(--_space) / 2);
    list-style: none;
  }
  [part='files']:not(:empty) {
    margin-block-start: var(--_space);
  }
  [part='file'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: calc(var(--_space) / 3) var(--_space);
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_border);
    border-radius: var(--_radius);
  }
  [part='file'].sent,
  [part='file'].ready {
    border-inline-start-color: var(--_success);
  }
  [part='file'].failed {
    border-inline-start-color: var(--_error);
  }
  [part='file-name'] {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  [part='file-size'] {
    margin-inline-start: 0.5em;
    font-size: 0.875em;
    white-space: nowrap;
  }
  [part~='status'],
  progress {
    grid-column: 1;
  }
  [part~='status'] {
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
  }
  progress {
    inline-size: 100%;
    block-size: 0.5rem;
    accent-color: var(--_accent);
  }
  [part='actions'] {
    grid-column: 2;
    grid-row: 1 / span 3;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-content: start;
    justify-content: end;
  }
  [part='notice'] {
    margin-block-start: calc(var(--_space) / 2);
    padding-inline-start: var(--_space);
    border-inline-start: 4px solid var(--_error);
  }
  .live {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 30rem) {
    [part='file'] {
      grid-template-columns: minmax(0, 1fr);
    }
    [part='actions'] {
      grid-column: 1;
      grid-row: auto;
      justify-content: start;
    }
  }
  @media (forced-colors: active) {
    [part='file'].failed {
      border-inline-start-style: double;
    }
  }
`;
