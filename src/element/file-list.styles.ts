import { css } from 'lit';

/** Loads with the first file. A row for each file: what it is, where it stands, and its actions beside that where there is room. */
export const fileStyles = css`
  [part='files'] {
    display: grid;
    gap: calc(var(--_space) / 2);
    margin-block-start: var(--_space);
    list-style: none;
    container-type: inline-size;
  }
  [part='file'] {
    --_mark: var(--_border);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: calc(var(--_space) / 3) var(--_space);
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
  [part='file'] > * {
    grid-column: 2;
    min-inline-size: 0;
  }
  [part='thumbnail'] {
    grid-column: 1;
    grid-row: 1 / span 4;
    inline-size: 3.5rem;
    block-size: 3.5rem;
    border-radius: calc(var(--_radius) / 2);
    object-fit: cover;
  }
  [part='file-name'] {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  [part='file-details'] {
    display: inline-flex;
    gap: 0.5em;
    font-size: 0.875em;
    white-space: nowrap;
  }
  [part='file-type']::after {
    content: ' ·';
  }
  [part~='status'] {
    font-size: 0.9375em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  [part~='status'] > ::before {
    content: '· ';
  }
  :is(.sent, .ready, .failed, .unconfirmed) > [part~='status']::before {
    content: '✓';
    display: inline-block;
    inline-size: 1.25em;
    margin-inline-end: 0.4em;
    border-radius: 1em;
    background: var(--_mark);
    color: #fff;
    font-size: 0.8em;
    font-weight: 700;
    line-height: 1.25em;
    text-align: center;
  }
  .failed > [part~='status']::before {
    content: '!' / '';
  }
  .unconfirmed > [part~='status']::before {
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
  [part='file'] > [part='actions'] {
    grid-column: 3;
    grid-row: 1 / span 4;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-content: start;
    justify-content: end;
  }
  @container (inline-size < 26rem) {
    [part='file'] > [part='actions'] {
      grid-column: 2;
      grid-row: auto;
      justify-content: start;
    }
  }
  :host([compact]) [part='file'] {
    padding-block: calc(var(--_space) / 2);
  }
  @media (forced-colors: active) {
    progress {
      appearance: auto;
    }
    :is(.failed, .unconfirmed) {
      border-inline-start-style: double;
    }
    [part~='status']::before {
      border: 1px solid;
    }
  }
`;
