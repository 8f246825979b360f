import { css } from 'lit';

/** Loads with the first file. A row for each file: what it is, where it stands, and its actions beside that where there is room. */
export const fileStyles = css`
  [part='files'] {
    display: grid;
    gap: calc(var(--_space) / 2);
    margin-block-start: var(--_space);
    list-style: none;
  }
  [part='file'] {
    --_mark: var(--_border);
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2) var(--_space);
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-inline-start: 4px solid var(--_mark);
    border-radius: var(--_radius);
  }
  .uploading,
  .sending {
    --_mark: var(--_accent);
  }
  .sent,
  .ready {
    --_mark: var(--_success);
  }
  .failed {
    --_mark: var(--_error);
  }
  .unconfirmed {
    --_mark: var(--_warning);
  }
  [part='file-body'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    flex: 1 1 min(13rem, 60%);
    gap: calc(var(--_space) / 3);
    align-content: start;
    min-inline-size: 0;
  }
  /* A choice is to be read whole; the actions go below it where there is no room for both. */
  :has(> [part='document-type']) {
    flex-basis: 13rem;
  }
  [part='thumbnail'] {
    inline-size: 3rem;
    block-size: 3rem;
    border-radius: calc(var(--_radius) / 2);
    object-fit: cover;
  }
  [part='file-what'] {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 0.5em;
    overflow-wrap: anywhere;
  }
  [part='file-name'] {
    font-weight: 600;
  }
  [part='file-details'] {
    font-size: 0.875em;
  }
  [part~='status'] {
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  /* Around what is isolated, not in it: there it would stand on the wrong side in a right-to-left text. */
  [part~='status'] > ::before {
    content: '· ';
  }
  :is(.sent, .ready, .failed, .unconfirmed) [part~='status']::before {
    content: '✓';
    content: '✓' / '';
    display: inline-block;
    inline-size: 1.25em;
    margin-inline-end: 0.4em;
    border-radius: 1em;
    background: var(--_mark);
    color: var(--_on-accent);
    font-size: 0.8em;
    font-weight: 700;
    line-height: 1.25em;
    text-align: center;
  }
  .failed [part~='status']::before {
    content: '!';
    content: '!' / '';
  }
  .unconfirmed [part~='status']::before {
    content: '?';
    content: '?' / '';
  }
  progress {
    appearance: none;
    inline-size: 100%;
    block-size: 0.5rem;
    border: 0;
    border-radius: 1em;
    overflow: hidden;
    background: color-mix(in srgb, currentColor 18%, transparent);
  }
  ::-webkit-progress-bar {
    background: none;
  }
  ::-webkit-progress-value {
    background: var(--_accent);
  }
  ::-moz-progress-bar {
    background: var(--_accent);
  }
  progress:indeterminate::-moz-progress-bar {
    inline-size: 0;
  }
  [part='document-type'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
  }
  select {
    appearance: auto;
    background: Canvas;
    color: CanvasText;
  }
  [part='actions'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: start;
  }
  [part='actions']:empty {
    display: none;
  }
  :host([compact]) [part='file'] {
    padding-block: calc(var(--_space) / 2);
  }
  @media (forced-colors: active) {
    progress {
      border: 1px solid;
    }
    ::-webkit-progress-value {
      background: Highlight;
      forced-color-adjust: none;
    }
    ::-moz-progress-bar {
      background: Highlight;
      forced-color-adjust: none;
    }
    :is(.failed, .unconfirmed) {
      border-inline-start-style: double;
    }
    [part~='status']::before {
      border: 1px solid;
    }
  }
`;
